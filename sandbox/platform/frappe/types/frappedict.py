"""A dict whose keys are also attributes; a missing one is None."""

from typing import Any


class _dict(dict):
	"""`_dict(a=1).a == 1`, `_dict().b is None`."""

	__slots__ = ()
	__setattr__ = dict.__setitem__
	__delattr__ = dict.__delitem__

	def __getattr__(self, key: str) -> Any:
		if key.startswith("__"):
			raise AttributeError(key)
		return self.get(key)

	def __getstate__(self):
		return dict(self)

	def __setstate__(self, state):
		super().update(state)

	def update(self, *args, **kwargs):
		"""As dict.update, and returns itself."""
		super().update(*args, **kwargs)
		return self

	def copy(self):
		"""A shallow copy of the same kind."""
		return type(self)(self)
