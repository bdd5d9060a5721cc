"""What a CRM template says, as 3CX reads it: requests with `[Variable]`s in them, and where the answer is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

Variables = Mapping[str, str | datetime]
# `[[CallStartTimeUTC].ToString("yyyy-MM-ddTHH:mm:ssZ")]` and `[[Number].UrlEncode()]`, then `[Number]`.
METHOD = re.compile(r'\[\[(\w+)\]\.(\w+)\((?:"([^"]*)")?\)\]')
PLAIN = re.compile(r"\[(\w+)\]")
TIME_LETTERS = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}


@dataclass(frozen=True, slots=True)
class Request:
	"""One request of a scenario, filled."""

	method: str
	url: str
	headers: dict[str, str]
	values: dict[str, str]


class Template:
	"""One CRM template file."""

	def __init__(self, path: Path):
		root = ElementTree.parse(path).getroot()
		self._scenarios = {scenario.get("Id"): scenario for scenario in root.iter("Scenario")}

	def request(self, scenario: str, variables: Variables) -> Request:
		"""The request of a scenario; variables nobody knows stay as they are written."""
		request = self._part(scenario, "Request")
		return Request(
			request.get("RequestType", "Get").upper(),
			filled(request.get("Url", ""), variables),
			_values(request.find("Headers"), variables),
			_values(request.find("PostValues"), variables),
		)

	def outputs(self, scenario: str, answer: Any) -> dict[str, str]:
		"""What 3CX shows of an answer: nothing unless every rule finds something."""
		if not all(_at(answer, rule.text or "") for rule in self._part(scenario, "Rules")):
			return {}
		found = {
			variable.get("Name", ""): str(_at(answer, variable.get("Path", "")) or "")
			for variable in self._part(scenario, "Variables")
		}
		outputs = self._part(scenario, "Outputs")
		return {output.get("Type", ""): filled(output.get("Value", ""), found) for output in outputs}

	def _part(self, scenario: str, name: str) -> ElementTree.Element:
		part = self._scenarios[scenario].find(name)
		if part is None:
			raise ValueError(f"the scenario {scenario!r} has no {name}")
		return part


def filled(text: str, variables: Variables) -> str:
	"""A text of the template with what is known filled in."""
	text = METHOD.sub(lambda found: _called(found, variables), text)
	return PLAIN.sub(lambda found: str(variables.get(found[1], found[0])), text)


def _called(found: re.Match[str], variables: Variables) -> str:
	value = variables.get(found[1])
	if value is None:
		return found[0]
	if found[2] == "ToString" and isinstance(value, datetime):
		return value.strftime(re.sub("yyyy|MM|dd|HH|mm|ss", lambda part: TIME_LETTERS[part[0]], found[3]))
	if found[2] == "UrlEncode":
		return quote(str(value), safe="")
	raise ValueError(f"3CX has no method {found[2]}")


def _values(holder: ElementTree.Element | None, variables: Variables) -> dict[str, str]:
	return {
		value.get("Key", ""): filled(value.text or "", variables)
		for value in (() if holder is None else holder)
	}


def _at(answer: Any, path: str) -> Any:
	for part in path.split("."):
		answer = answer.get(part) if isinstance(answer, dict) else None
	return answer
