"""Runs carried out: rows, locks, workers, and what they survive. See ../README.md."""
