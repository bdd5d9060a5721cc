"""Workers killed with SIGKILL at every boundary of what they do; then time passes, and the books must be right."""
