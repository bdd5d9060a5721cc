"""The front door: one file a surface, thin and typed, every method saying who may come in (see access)."""
