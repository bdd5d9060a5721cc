"""The kinds of steps a flow is drawn with: base.py says what one is, registry.py finds them, one file a family."""
