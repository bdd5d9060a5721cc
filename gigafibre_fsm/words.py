"""Words that stand as constants and are translated when they are said."""


def N_(text: str) -> str:
	"""Mark a constant for the translators (gettext's name, which Frappe's extractor knows); `_()` it where it is said."""
	return text
