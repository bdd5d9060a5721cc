"""Malformed webhook requests, thousands of them: each must be answered 4xx (or 2xx, when it happens to be fine)."""
