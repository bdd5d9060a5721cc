"""Why a file is not kept."""

from frappe.exceptions import AttachmentLimitReached, ValidationError


class MaxFileSizeReachedError(ValidationError):
	"""It is larger than the site takes."""


class FolderNotEmpty(ValidationError):
	"""A folder with files in it is not deleted."""


class FileTypeNotAllowed(ValidationError):
	"""The site does not take this kind."""


__all__ = ["AttachmentLimitReached", "FileTypeNotAllowed", "FolderNotEmpty", "MaxFileSizeReachedError"]
