"""What starts flows and wakes those that wait: events of records, and the clock."""
