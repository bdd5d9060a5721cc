"""Reads a modem: GenieACS's JSON of a device in, one plain summary and its findings out.

Pure: no frappe, no network, never an exception. Table of contents: `tree` reads the JSON safely, `profiles` say where
each family keeps things, `sections` read one part each into `facts`, `checks` judge them, `findings` put it in words.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gigafibre_fsm.network import profiles
from gigafibre_fsm.network.checks import find
from gigafibre_fsm.network.facts import Facts, summary
from gigafibre_fsm.network.findings import Finding
from gigafibre_fsm.network.sections import device as identity
from gigafibre_fsm.network.sections import ethernet, hosts, mesh, optical, wan, wifi
from gigafibre_fsm.network.tree import Node


@dataclass(frozen=True, slots=True)
class Examination:
	"""A summary without its findings' words, and the findings: what an interface needs to speak another language."""

	facts: dict[str, Any]
	findings: tuple[Finding, ...]


def summarize(device: dict[str, Any], *, now: datetime | None = None) -> dict[str, Any]:
	"""What is known of a device, JSON-serialisable, with findings in English, the gravest first.

	`device` is one document of GenieACS's `/devices`, whole or partly fetched. Keys are always the same (see
	`facts`); None means unknown.
	"""
	examination = examine(device, now=now)
	return examination.facts | {"findings": [finding.as_dict() for finding in examination.findings]}


def examine(device: dict[str, Any], *, now: datetime | None = None) -> Examination:
	"""The same with findings as codes and values, for a caller that translates them."""
	facts = read(device, now)
	return Examination(summary(facts), tuple(find(facts)))


def read(device: dict[str, Any], now: datetime | None = None) -> Facts:
	"""Every section of a device."""
	tree = Node(device)
	profile = profiles.choose(tree)
	root = tree.root(profile.root)
	air, network = wifi.read(root, profile), mesh.read(root)
	around = hosts.Neighbourhood(network.heard(air.stations), network.nodes, air.bands)
	return Facts(
		device=identity.read(tree, profile, now),
		optical=optical.read(root, profile),
		wan=wan.read(root, profile),
		ethernet=ethernet.read(root, profile),
		radios=wifi.share_clients(air.radios, network),
		ssids=air.ssids,
		mesh=network.nodes,
		hosts=hosts.read(root, profile, around),
		hosts_read=hosts.was_read(root, profile),
	)
