"""Stand-ins for the outside systems: they speak the true protocols and check what they are sent."""
