"""The base of the tests that carry flows out: kinds whose effects can be counted, and workers that are called by hand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import frappe
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm import flows
from gigafibre_fsm.flows.kinds import registry
from gigafibre_fsm.flows.kinds.base import Context, Kind, Param, Refused, Waiting
from gigafibre_fsm.flows.running import hearing, worker
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import step

MARK = "flow effect "
OF_RUN = ("Flow Signal", "Flow Task")
TEXT = Param("text", "Text", "text")
# What the kinds below do besides their effect; a test may make them fail or look around.
afterwards: list[Callable[[Context], object]] = []
# What happened outside: the key of each effect, once for each time it happened.
outside: list[str] = []


class Note(Kind):
	"""An effect in the database: one ToDo that names its key."""

	name, label, params = "test_note", "Note", (TEXT,)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		frappe.get_doc(doctype="ToDo", description=f"{MARK}{context.key}").insert(ignore_permissions=True)
		for action in afterwards:
			action(context)
		return {"text": params["text"], "attempt": context.attempt}


class Ring(Kind):
	"""An effect outside, that looks whether it has happened."""

	name, label, params, transactional = "test_ring", "Ring", (TEXT,), False

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		for action in afterwards:
			action(context)
		if context.key not in outside:
			outside.append(context.key)
		return {"text": params["text"]}


class Ask(Kind):
	"""An effect that waits for an answer."""

	name, label = "test_ask", "Ask"

	def perform(self, context: Context, params: dict[str, Any]) -> Waiting:
		return Waiting(output={"asked": context.key})


class Refuse(Kind):
	"""An effect that cannot be done."""

	name, label = "test_refuse", "Refuse"

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		raise Refused("There is no such device")


def publish(definition: Any, **values: Any) -> str:
	"""A template with a live version that draws this, were it nonsense; its name."""
	drawn = {"title": f"Flow {frappe.generate_hash(length=6)}", "applies_to": "Customer", **values}
	template = frappe.get_doc(doctype="Flow Template", enabled=1, published_version=1, **drawn).insert()
	text = definition if isinstance(definition, str) else frappe.as_json(definition)
	live = {"template": template.name, "version": 1, "is_live": 1, "definition": text}
	frappe.get_doc(doctype="Flow Template Version", **live, **drawn).insert()
	return template.name


KINDS = {kind.name: kind() for kind in (Note, Ring, Ask, Refuse)}


def note(name: str, *after: str, **values: Any) -> dict:
	"""A step that writes a ToDo, after others."""
	return step(name, "test_note", depends_on=list(after), **values)


def ring(name: str, *after: str, **values: Any) -> dict:
	"""A step that reaches outside, after others."""
	return step(name, "test_ring", depends_on=list(after), **values)


class FlowTestCase(SiteTestCase):
	"""Nothing is queued: `work` is the worker. What is committed is removed again."""

	def setUp(self):
		super().setUp()
		self.queued = self.enterContext(patch("frappe.enqueue"))
		self.enterContext(patch.dict(registry._kinds, {**registry.catalogue(), **KINDS}))
		for shared in (afterwards, outside):
			shared.clear()
		self.templates: list[str] = []
		self.addCleanup(self.forget)
		self.customer = self.kept(make_customer())

	def kept(self, document: Any) -> Any:
		"""Commit what a test made; it is deleted at the end."""
		frappe.db.commit()
		self.addCleanup(_delete, document.doctype, document.name)
		return document

	def flow(self, *steps: dict, **values: Any) -> str:
		"""A flow about a customer that is switched on; its template."""
		template = publish({"steps": list(steps)}, **values)
		self.templates.append(template)
		frappe.db.commit()
		return template

	def started(self, template: str, **given: Any) -> str:
		"""A run about the customer, its work not begun."""
		run = flows.start(
			template, "Customer", self.customer.name, occurrence=frappe.generate_hash(), **given
		)
		frappe.db.commit()
		return run

	def done(self, *steps: dict, **values: Any) -> str:
		"""A run of these steps that went as far as it goes now."""
		run = self.started(self.flow(*steps, **values))
		self.work(run)
		return run

	def work(self, run: str) -> None:
		"""Be the workers: the one that tells what happened, and the one that has this run."""
		frappe.db.commit()
		self.tell()
		worker.work(run)

	def tell(self) -> None:
		"""Be the worker that tells the runs what has happened."""
		hearing.tell_all(hearing.untold(1000, seconds=-1))

	def run_of(self, run: str) -> Any:
		"""The run as everybody sees it."""
		frappe.db.rollback()
		return frappe.get_doc("Flow Run", run)

	def statuses(self, run: str) -> dict[str, str]:
		"""How each instance stands."""
		return {row.instance: row.status for row in self.run_of(run).steps}

	def step_of(self, run: str, instance: str) -> Any:
		"""One instance's row."""
		return next(row for row in self.run_of(run).steps if row.instance == instance)

	def effects(self, run: str) -> list[str]:
		"""The instances whose effect happened in the database, once for each time."""
		frappe.db.rollback()
		mark = f"{MARK}{run}:"
		found = frappe.get_all("ToDo", {"description": ("like", f"{mark}%")}, pluck="description")
		return sorted(text.removeprefix(mark) for text in found)

	def let_pass(self, run: str, **time: float) -> None:
		"""Make everything a run waits for so much nearer."""
		frappe.db.rollback()
		for doctype, filters in (("Flow Run", {"name": run}), ("Flow Run Step", {"parent": run})):
			for row in frappe.get_all(
				doctype, filters, ["name", "wake_on", "claimed_until"], order_by="name"
			):
				for moment in ("wake_on", "claimed_until"):
					if row[moment]:
						earlier = get_datetime(row[moment]) - timedelta(**time)
						frappe.db.set_value(doctype, row.name, moment, earlier)
		for doctype, filters in (("Flow Signal", {"run": run}), ("Flow Event", {"name": ("is", "set")})):
			frappe.db.set_value(doctype, filters, "creation", now_datetime() - timedelta(**time))
		frappe.db.commit()

	def forget(self) -> None:
		"""Remove the templates of the test, and whatever their runs left."""
		frappe.db.rollback()
		forget_flows(self.templates)
		frappe.db.delete("ToDo", {"description": ("like", f"{MARK}%")})
		frappe.db.delete("Flow Event")
		frappe.db.commit()


def forget_flows(templates: list[str]) -> None:
	"""Remove these templates with all that is theirs."""
	mine = {"template": ("in", templates or [""])}
	runs = frappe.get_all("Flow Run", mine, pluck="name", order_by="name") or [""]
	frappe.db.delete("Flow Run Step", {"parent": ("in", runs)})
	for doctype in OF_RUN:
		frappe.db.delete(doctype, {"run": ("in", runs)})
	for doctype in ("Flow Run", "Flow Template Version"):
		frappe.db.delete(doctype, mine)
	frappe.db.delete("Flow Template", {"name": ("in", templates or [""])})


def _delete(doctype: str, name: str) -> None:
	frappe.db.rollback()
	frappe.delete_doc(doctype, name, force=True, ignore_missing=True)
	frappe.db.commit()
