"""What was said in a thread, by page: Communications and notes in one order, each as the pages show it.

The caller has checked that the user may read the conversation.
"""

from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

import frappe
from frappe import _
from frappe.utils import get_datetime
from pypika.terms import Criterion

from gigafibre_fsm.messaging.conversations.shapes import shown

COMMUNICATION_FIELDS = (
	"name",
	"modified",
	"owner",
	"communication_medium",
	"communication_type",
	"sent_or_received",
	"sender",
	"sender_full_name",
	"user",
	"flow_run",
	"phone_no",
	"subject",
	"content",
	"text_content",
)
COMMENT_FIELDS = ("name", "modified", "owner", "content", "comment_by", "comment_email")


@dataclass(frozen=True, slots=True)
class Page:
	"""Messages as shown, oldest first, and where the page begins and ends."""

	shown: list[dict]
	oldest: str | None
	newest: str | None


def page_before(conversation: str, cursor: str, length: int) -> tuple[Page, bool]:
	"""Return the page before the cursor (the last one without), and whether there is more before it."""
	found = sorted(_both(conversation, length, _older_than(cursor)), key=_place, reverse=True)
	kept = found[:length][::-1]
	oldest = _cursor(kept[0]) if kept else None
	return Page(shown(kept), oldest, None), len(found) > length


def changed_since(conversation: str, cursor: str, length: int) -> tuple[Page, bool]:
	"""Return what was written or changed since, and whether there is more after it.

	Many may have changed in one moment, as when they moved together: the cursor names the last of them too.
	"""
	moment, name = _opened(cursor)

	def is_later(table, date):
		return (table.modified > moment) | ((table.modified == moment) & (table.name > name))

	found = sorted(_both(conversation, length, is_later, by_change=True), key=itemgetter("modified", "name"))
	kept = found[:length]
	newest = _cursor(kept[-1], "modified") if kept else None
	return Page(shown(sorted(kept, key=_place)), None, newest), len(found) > length


def one(name: str) -> dict:
	"""Return one message or note as shown."""
	communication = frappe.qb.DocType("Communication")
	found = _communications(communication.name == name, 1)
	if not found:
		comment = frappe.qb.DocType("Comment")
		found = _comments(comment.name == name, 1)
	return shown(found)[0]


def _both(conversation: str, length: int, bounds, by_change: bool = False) -> list[dict]:
	"""Return one more than asked for of both kinds: the last by their place, or the first to have changed."""
	communication, comment = frappe.qb.DocType("Communication"), frappe.qb.DocType("Comment")
	said = (communication.conversation == conversation) & bounds(
		communication, communication.communication_date
	)
	about = (comment.reference_doctype == "Conversation") & (comment.reference_name == conversation)
	noted = about & (comment.comment_type == "Comment") & bounds(comment, comment.creation)
	return _communications(said, length + 1, by_change) + _comments(noted, length + 1, by_change)


def _communications(condition: Criterion, limit: int, by_change: bool = False) -> list[dict]:
	table = frappe.qb.DocType("Communication")
	query = frappe.qb.from_(table).select(*COMMUNICATION_FIELDS).where(condition)
	return _rows(
		query.select(table.communication_date.as_("at")), table, "communication_date", limit, by_change
	)


def _comments(condition: Criterion, limit: int, by_change: bool = False) -> list[dict]:
	table = frappe.qb.DocType("Comment")
	query = frappe.qb.from_(table).select(*COMMENT_FIELDS).where(condition)
	return _rows(query.select(table.creation.as_("at")), table, "creation", limit, by_change)


def _rows(query, table, date: str, limit: int, by_change: bool) -> list[dict]:
	if by_change:
		query = query.orderby(table.modified).orderby(table.name)
	else:
		query = query.orderby(table[date], order=frappe.qb.desc).orderby(table.name, order=frappe.qb.desc)
	return query.limit(limit).run(as_dict=True)


def _older_than(cursor: str):
	if not cursor:
		return lambda table, date: table.name.isnotnull()
	moment, name = _opened(cursor)
	return lambda table, date: (date < moment) | ((date == moment) & (table.name < name))


def moment_of(cursor: str) -> datetime:
	"""Return the moment a cursor names. Throws for what is none."""
	try:
		return get_datetime(cursor)
	except ValueError:
		frappe.throw(_("{0} is not a date and time").format(cursor))


def _place(row: dict) -> tuple[datetime, str]:
	return row["at"], row["name"]


def _cursor(row: dict, moment: str = "at") -> str:
	return f"{row[moment].isoformat()}|{row['name']}"


def _opened(cursor: str) -> tuple[datetime, str]:
	moment, _bar, name = cursor.partition("|")
	return moment_of(moment), name
