"""Draft (0), submitted (1), cancelled (2)."""

from enum import IntEnum


class DocStatus(IntEnum):
	"""Where a document is between draft and cancelled."""

	DRAFT = 0
	SUBMITTED = 1
	CANCELLED = 2

	def is_draft(self) -> bool:
		"""Still a draft?"""
		return self is DocStatus.DRAFT

	def is_submitted(self) -> bool:
		"""Submitted?"""
		return self is DocStatus.SUBMITTED

	def is_cancelled(self) -> bool:
		"""Cancelled?"""
		return self is DocStatus.CANCELLED

	@classmethod
	def draft(cls) -> "DocStatus":
		"""Draft."""
		return cls.DRAFT

	@classmethod
	def submitted(cls) -> "DocStatus":
		"""Submitted."""
		return cls.SUBMITTED

	@classmethod
	def cancelled(cls) -> "DocStatus":
		"""Cancelled."""
		return cls.CANCELLED

	def __str__(self) -> str:
		return str(self.value)
