"""What the checks of a definition need to know of a kind; kinds/base.py is what it is given."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class ParamSeen(Protocol):
	@property
	def name(self) -> str: ...
	@property
	def type(self) -> str: ...
	@property
	def required(self) -> bool: ...
	@property
	def options(self) -> tuple[tuple[str, str], ...] | str: ...
	@property
	def default(self) -> Any: ...
	def is_asked(self, values: Mapping[str, Any]) -> bool: ...


class OutputSeen(Protocol):
	@property
	def name(self) -> str: ...


class KindSeen(Protocol):
	@property
	def params(self) -> Sequence[ParamSeen]: ...
	@property
	def outputs(self) -> Sequence[OutputSeen]: ...
