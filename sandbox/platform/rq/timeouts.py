"""The end of a job that runs too long."""


class JobTimeoutException(Exception):
	"""The job used up its time."""
