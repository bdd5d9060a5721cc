"""What we tell the pages that are open, and to whom: every topic, its event and its room.

Frappe lets into a document's room whoever may read the document, into a doctype's room whoever may read the doctype,
and into a user's room that user. What a device measured stays in the device's room, the customer's room only hears
that something goes on. Every message about a device is said in each of our languages, since those who listen do not
read the same: `{kind, equipment, in: {fr: {...}, en: {...}}}`.

The topics of conversations and of flows carry no content, only what changed: `{topic, name, at}`. A page asks again with its own
rights, and the same call catches up what was missed while the connection was lost. The portal's has no name.
"""

from dataclasses import dataclass
from typing import Literal

import frappe
from frappe.model.document import Document
from frappe.realtime import get_doc_room, get_doctype_room, get_user_room

from gigafibre_fsm.clock import now_iso


@dataclass(frozen=True, slots=True)
class Topic:
	"""An event, and the room it is said in: of one document, of a doctype, or of one user."""

	event: str
	room: Literal["document", "doctype", "user"]
	# Whose room it is; a user's has no doctype.
	doctype: str = ""

	def room_of(self, name: str = "") -> str:
		"""Return Frappe's name of the room; `name` is the document's or the user's."""
		if self.room == "user":
			return get_user_room(name)
		return get_doctype_room(self.doctype) if self.room == "doctype" else get_doc_room(self.doctype, name)


TOPICS = {
	# What goes on at a customer, without measurements.
	"customer": Topic("fsm_customer", "document", "Customer"),
	# A device's refreshes, readings and tasks.
	"device": Topic("fsm_customer", "document", "Service Equipment"),
	# Some conversation changed: whoever may read conversations.
	"inbox": Topic("fsm_inbox", "doctype", "Conversation"),
	# This conversation changed.
	"conversation": Topic("fsm_conversation", "document", "Conversation"),
	# This run of a flow went on.
	"flow_run": Topic("fsm_flow_run", "document", "Flow Run"),
	# Some run went on: whoever may read runs.
	"flow_runs": Topic("fsm_flow_run", "doctype", "Flow Run"),
	# We answered a customer in the portal.
	"portal": Topic("fsm_portal", "user"),
}


def tell_device_watchers(equipment: Document, kind: str, told: dict[str, dict]) -> None:
	"""Tell those who watch this device, at once; `told` is language → words."""
	_tell_of_device("device", equipment.name, equipment, kind, told)


def tell_customer_watchers(equipment: Document, kind: str, told: dict[str, dict]) -> None:
	"""Tell those who watch the customer it stands at, if any; `told` holds nothing only a device's reader may see."""
	if equipment.customer:
		_tell_of_device("customer", equipment.customer, equipment, kind, told)


def tell_conversation(name: str) -> None:
	"""Tell, once the change is committed, those who watch this conversation and those who watch the inbox."""
	for topic in ("conversation", "inbox"):
		message = {"topic": topic, "name": name, "at": now_iso()}
		_publish_after_commit(TOPICS[topic], name, message)


def tell_flow_run(name: str) -> None:
	"""Tell, once the change is committed, those who watch this run and those who watch the list of runs."""
	message = {"topic": "flow_run", "name": name, "at": now_iso()}
	for topic in ("flow_run", "flow_runs"):
		_publish_after_commit(TOPICS[topic], name, message)


def tell_portal(user: str) -> None:
	"""Tell a customer's portal user, once the change is committed, that there is something new."""
	_publish_after_commit(TOPICS["portal"], user, {"topic": "portal", "at": now_iso()})


def _tell_of_device(topic: str, name: str, equipment: Document, kind: str, told: dict[str, dict]) -> None:
	message = {"kind": kind, "equipment": equipment.name, "in": told}
	frappe.publish_realtime(TOPICS[topic].event, message, doctype=TOPICS[topic].doctype, docname=name)


def _publish_after_commit(topic: Topic, name: str, message: dict) -> None:
	frappe.publish_realtime(topic.event, message, room=topic.room_of(name), after_commit=True)
