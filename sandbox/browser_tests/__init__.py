"""The main jobs as a person does them: Debian's Chromium against a demo of its own."""
