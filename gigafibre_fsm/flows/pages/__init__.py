"""What the pages of runs and tasks are told, in words."""
