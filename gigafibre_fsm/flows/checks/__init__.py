"""What can be wrong with a definition, found all at once (definition.py) and said in words (validation.py)."""
