"""Figures, not tests: each module prints what `make bench-…` shows."""
