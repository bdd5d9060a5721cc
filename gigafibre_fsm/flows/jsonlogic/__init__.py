"""What conditions.py stands on: the operators of JSONLogic and how JavaScript takes values. No frappe."""
