"""Arguments of whitelisted methods are checked against their annotations, and cast where that is safe (v16)."""

import inspect
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ForwardRef, Union, get_args
from unittest import mock

from pydantic import ConfigDict, PydanticUserError, ValidationError
from pydantic import TypeAdapter as PydanticTypeAdapter

import frappe
from frappe.exceptions import FrappeTypeError

FrappePydanticConfig = ConfigDict(arbitrary_types_allowed=True)

# Forms and query strings have no booleans: 0, 1 and "1" come in their place.
SLACK = {bool: int | bool | float}

UNCHECKED_KINDS = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


def validate_argument_types(
	func: Callable,
	apply_condition: Callable[[], bool] | None = None,
	force_types: bool | None = None,
) -> Callable:
	"""Wrap `func` so that wrong argument types raise FrappeTypeError (417).

	`apply_condition`: check only when it says so. `force_types`: un-annotated arguments are refused too;
	None reads the hook `require_type_annotated_api_methods` of the function's app.
	"""
	app = func.__module__.split(".")[0]

	@wraps(func)
	def wrapper(*args: Any, **kwargs: Any) -> Any:
		nonlocal force_types
		if force_types is None:
			force_types = any(frappe.get_hooks("require_type_annotated_api_methods", app_name=app))
		if apply_condition is None or apply_condition():
			args, kwargs = transform_parameter_types(func, args, kwargs, force_types)
		return func(*args, **kwargs)

	return wrapper


def transform_parameter_types(
	func: Callable, args: tuple, kwargs: dict[str, Any], force_types: bool = False
) -> tuple[Any, dict[str, Any]]:
	"""The arguments with their values cast to the annotated types; raises FrappeTypeError."""
	parameters = inspect.signature(func).parameters
	if force_types:
		_require_annotations(func, parameters)
	positional = list(parameters)[: len(args)]
	values = dict(zip(positional, args, strict=False)) | kwargs
	checked = {name: _checked(func, parameters.get(name), name, value) for name, value in values.items()}
	surplus = args[len(positional) :]
	new_args = [checked[name] for name in positional if name not in kwargs]
	return (*new_args, *surplus), {name: checked[name] for name in kwargs}


def _require_annotations(func: Callable, parameters: Any) -> None:
	for index, (name, parameter) in enumerate(parameters.items()):
		if parameter.kind in UNCHECKED_KINDS or (index == 0 and name in ("self", "cls")):
			continue
		if name not in func.__annotations__:
			raise FrappeTypeError(
				f"Argument '{name}' in '{_full_name(func)}' is missing type annotation. "
				"All arguments must have type annotations when type checking is enforced."
			)


def _checked(func: Callable, parameter: inspect.Parameter | None, name: str, value: Any) -> Any:
	annotation = func.__annotations__.get(name)
	if parameter is None or annotation is None or _unresolved(annotation) or isinstance(value, mock.Mock):
		return value
	try:
		return _adapter(_accepted(annotation, parameter)).validate_python(value)
	except (TypeError, ValidationError) as error:
		raise FrappeTypeError(
			f"Argument '{name}' in '{_full_name(func)}' should be of type '{_type_name(annotation)}' but got "
			f"'{_type_name(type(value))}' instead."
		) from error


def _unresolved(annotation: Any) -> bool:
	"""Annotations written as strings are not checked: the names may not exist at run time."""
	return any(isinstance(part, str | ForwardRef) for part in (annotation, *get_args(annotation)))


def _accepted(annotation: Any, parameter: inspect.Parameter) -> Any:
	"""The annotated type, Frappe's slack for it, and the type of the default (None in practice)."""
	accepted = SLACK.get(annotation, annotation) if isinstance(annotation, type) else annotation
	if parameter.default is not inspect.Parameter.empty:
		accepted = Union[accepted, type(parameter.default)]  # noqa: UP007 - built at run time
	return accepted


@lru_cache(maxsize=2048)
def _adapter(annotation: Any) -> PydanticTypeAdapter:
	try:
		return PydanticTypeAdapter(annotation, config=FrappePydanticConfig)
	except PydanticUserError as error:
		if error.code != "type-adapter-config-unused":
			raise
		return PydanticTypeAdapter(annotation)


def _full_name(func: Callable) -> str:
	return f"{func.__module__}.{func.__qualname__}"


def _type_name(annotation: Any) -> str:
	if not isinstance(annotation, type) or get_args(annotation):
		return str(annotation)
	if annotation.__module__ == "builtins":
		return annotation.__qualname__
	return f"{annotation.__module__}.{annotation.__qualname__}"
