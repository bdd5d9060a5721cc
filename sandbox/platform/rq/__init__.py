"""What Frappe apps name of RQ, the queue its workers are made of."""
