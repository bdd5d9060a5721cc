"""What the ACS runs on devices: presets, provisions, virtual parameters, and the files they fetch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .calls import Calls, time_of
from .errors import GenieACSError, invalid
from .ids import url_segment
from .models import Preset, Script, StoredFile
from .transport import Request

# What each kind of configuration must name. GenieACS serves no device any more over one it does not know.
CONFIGURATIONS: Mapping[str, tuple[str, ...]] = {
	"age": ("name", "age"),
	"value": ("name", "value"),
	"add_tag": ("tag",),
	"delete_tag": ("tag",),
	"provision": ("name",),
	"add_object": ("name", "object"),
	"delete_object": ("name", "object"),
}
_COMPARISONS = frozenset({"$eq", "$ne", "$lt", "$lte", "$gt", "$gte"})
_TAG_COMPARISONS = frozenset({"$eq", "$ne"})


class CatalogueCalls(Calls):
	"""Names are free text; writing a name that exists replaces it, deleting an unknown one is no error."""

	def presets(self) -> list[Preset]:
		"""Every preset, by name."""
		return [_preset_of(document) for document in self._list("presets", sort={"_id": 1})]

	def put_preset(self, preset: Preset) -> None:
		"""Create or replace a preset."""
		body = json.dumps(_preset_body(preset), allow_nan=False).encode()
		self._write(
			"PUT", f"/presets/{url_segment(preset.name)}", body, **{"Content-Type": "application/json"}
		)

	def delete_preset(self, name: str) -> None:
		"""Delete a preset."""
		self._write("DELETE", f"/presets/{url_segment(name)}")

	def provisions(self) -> list[Script]:
		"""Every provision, by name."""
		return self._scripts("provisions")

	def put_provision(self, script: Script) -> None:
		"""Create or replace a provision. Raises `invalid` with the JavaScript error."""
		self._put_script("provisions", script)

	def delete_provision(self, name: str) -> None:
		"""Delete a provision."""
		self._write("DELETE", f"/provisions/{url_segment(name)}")

	def virtual_parameters(self) -> list[Script]:
		"""Every virtual parameter, by name."""
		return self._scripts("virtual_parameters")

	def put_virtual_parameter(self, script: Script) -> None:
		"""Create or replace a virtual parameter. Raises `invalid` with the JavaScript error."""
		self._put_script("virtual_parameters", script)

	def delete_virtual_parameter(self, name: str) -> None:
		"""Delete a virtual parameter."""
		self._write("DELETE", f"/virtual_parameters/{url_segment(name)}")

	def files(self) -> list[StoredFile]:
		"""The files the ACS keeps, without their contents, by name."""
		return [_file_of(document) for document in self._list("files", sort={"_id": 1})]

	def put_file(self, file: StoredFile, content: bytes) -> None:
		"""Create or replace a file; of `file`, the name, type, OUI, product class and version are kept."""
		described = {
			"fileType": file.file_type,
			"oui": file.oui,
			"productClass": file.product_class,
			"version": file.version,
		}
		headers = {name: _header(name, value) for name, value in described.items() if value is not None}
		timeout = self._transport.config.task_timeout
		path = f"/files/{url_segment(file.name)}"
		self._transport.call(Request("PUT", path, None, content, headers, timeout))

	def delete_file(self, name: str) -> None:
		"""Delete a file. Raises `not_found`."""
		# GenieACS 1.2.16 crashes when there is none (its driver words the error otherwise), so we look first.
		if not self._count("files", {"_id": name}):
			raise GenieACSError("404 Not Found", "not_found")
		self._write("DELETE", f"/files/{url_segment(name)}")

	def _scripts(self, collection: str) -> list[Script]:
		found = self._list(collection, sort={"_id": 1})
		return [Script(str(document["_id"]), str(document.get("script", ""))) for document in found]

	def _put_script(self, collection: str, script: Script) -> None:
		path = f"/{collection}/{url_segment(script.name)}"
		self._write("PUT", path, script.script.encode(), **{"Content-Type": "application/javascript"})


def _preset_body(preset: Preset) -> dict[str, Any]:
	for configuration in preset.configurations:
		_check_configuration(preset.name, configuration)
	_check_precondition(preset)
	return {
		"weight": preset.weight,
		"channel": preset.channel,
		"events": dict(preset.events),
		"precondition": preset.precondition,
		"configurations": [dict(configuration) for configuration in preset.configurations],
	}


def _check_configuration(preset: str, configuration: Mapping[str, Any]) -> None:
	kind = configuration.get("type")
	needed = CONFIGURATIONS.get(kind) if isinstance(kind, str) else None
	if needed is None:
		raise invalid(f"Preset {preset}: GenieACS knows no configuration of type {kind!r}.")
	missing = [name for name in needed if configuration.get(name) is None]
	if missing:
		raise invalid(f"Preset {preset}: a configuration of type {kind} needs {', '.join(missing)}.")
	if not isinstance(configuration.get("args", []), list | tuple):
		raise invalid(f"Preset {preset}: the arguments of {configuration.get('name')} must be a list.")


def _check_precondition(preset: Preset) -> None:
	"""GenieACS stops serving every device over a precondition it cannot read, so only JSON queries are sent."""
	if not preset.precondition:
		return
	try:
		_check_filter(json.loads(preset.precondition))
	except (TypeError, ValueError, RecursionError) as error:
		raise invalid(f"Preset {preset.name}: the precondition must be a JSON query ({error}).") from error


def _check_filter(query: Any) -> None:
	"""Raises ValueError unless it is made of `$and`, `$or` and comparisons with plain values."""
	if not isinstance(query, dict):
		raise ValueError(f"{query!r} is not an object")
	for key, value in query.items():
		if key in ("$and", "$or"):
			for part in value:
				_check_filter(part)
		elif key.startswith("$"):
			raise ValueError(f"{key} is not supported")
		elif key.startswith("Tags."):
			_check_tag(key, value)
		else:
			_check_comparison(key, value)


def _check_comparison(path: str, value: Any) -> None:
	"""A plain value, or operators on plain values; tags know only "is" and "is not", of texts."""
	kinds, allowed = (str, _TAG_COMPARISONS) if path == "_tags" else (str | int | float, _COMPARISONS)
	operands = value if isinstance(value, dict) else {"$eq": value}
	if not operands or not set(operands) <= allowed:
		raise ValueError(f"the operators on {path} must be among {', '.join(sorted(allowed))}")
	if not all(isinstance(operand, kinds) for operand in operands.values()):
		raise ValueError(f"{path} is compared with something that is no plain value")


def _check_tag(key: str, value: Any) -> None:
	if not isinstance(value, bool):
		raise ValueError(f"{key} is true or false")


def _header(name: str, value: str) -> str:
	if not isinstance(value, str) or not value.isprintable() or not value.isascii():
		raise invalid(f"The {name} of a file travels in a header: plain ASCII only, not {value!r}.")
	return value


def _preset_of(document: dict[str, Any]) -> Preset:
	return Preset(
		name=str(document["_id"]),
		configurations=tuple(document.get("configurations") or ()),
		weight=int(document.get("weight") or 0),
		channel=str(document.get("channel") or "default"),
		precondition=str(document.get("precondition") or ""),
		events=dict(document.get("events") or {}),
	)


def _file_of(document: dict[str, Any]) -> StoredFile:
	metadata = document.get("metadata") or {}
	return StoredFile(
		name=str(document.get("filename") or document["_id"]),
		length=int(document.get("length") or 0),
		file_type=metadata.get("fileType"),
		oui=metadata.get("oui"),
		product_class=metadata.get("productClass"),
		version=metadata.get("version"),
		uploaded_at=time_of(document.get("uploadDate")),
	)
