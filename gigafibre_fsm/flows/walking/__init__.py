"""What one advance of a run is made of (engine.py is the door): plain Python, no frappe."""
