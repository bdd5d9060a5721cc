"""A flow tried on a real record: nothing is written or sent."""
