"""The demo's inbox: threads on every channel, some unread, one that waits for a customer, one that did not arrive."""

from datetime import datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm import identity
from gigafibre_fsm.messaging import conversations, opt_out, record_consent
from sandbox.seed.accounts import AGENT, DISPATCHER
from sandbox.seed.customers import Home
from sandbox.seed.records import date_back, insert
from sandbox.seed.story import Line, Story
from sandbox.seed.templates import seed_templates
from sandbox.seed.threads import SHARED_BY, SHARED_NUMBER, STORIES
from sandbox.simulators.twilio import LONG_CODE

UNREACHABLE = (30003, "Le téléphone est éteint ou hors de portée (Twilio 30003)")


def seed_conversations(homes: list[Home]) -> None:
	"""Write the templates and tell every story."""
	seed_templates()
	for place in SHARED_BY:
		_share_number(homes[place])
	for number, story in enumerate(STORIES):
		home = homes[story.of] if isinstance(story.of, int) else None
		_tell(number, story, home)
	_date_the_others()


def _share_number(home: Home) -> None:
	contact = frappe.get_doc("Contact", frappe.db.get_value("Contact", {"email_id": home.email}))
	contact.append("phone_nos", {"phone": SHARED_NUMBER})
	contact.save(ignore_permissions=True)


def _tell(number: int, story: Story, home: Home | None) -> None:
	moment = now_datetime() - timedelta(hours=story.hours)
	thread = None
	for place, line in enumerate(story.lines):
		moment = min(moment + timedelta(minutes=line.after), now_datetime() - timedelta(minutes=1))
		thread = _say(f"demo-{number}-{place}", story, home, line, thread, moment)
	_settle(thread, story, moment)


def _say(key: str, story: Story, home: Home | None, line: Line, thread: str | None, moment: datetime) -> str:
	channel = line.channel or ("SMS" if story.channel == "Phone" and line.who != "call" else story.channel)
	if line.who == "note":
		_note(thread, line.text, moment)
	elif line.who == "agent":
		thread = thread or _opened(home)
		_answer(thread, channel, _address(channel, story, home), story, line, moment)
	else:
		channel = "Phone" if line.who == "call" else channel
		said = conversations.take_in(
			channel,
			_address(channel, story, home),
			line.text,
			customer=home and home.customer,
			our_number=LONG_CODE if channel in ("SMS", "Phone") else None,
			at=moment,
			subject=story.subject or None,
			external_id=key,
		)
		date_back(said, moment)
		_heed(channel, said, line, moment)
		thread = said.conversation
	return thread


def _heed(channel: str, said: Document, line: Line, moment: datetime) -> None:
	"""Who writes STOP by SMS has withdrawn."""
	word = opt_out.find(line.text) if channel == "SMS" else None
	if word and word.action == "stop":
		customer = frappe.db.get_value("Conversation", said.conversation, "customer")
		source = f"SMS: {line.text}"
		record_consent(said.phone_no, "SMS", "Withdrawn", source, customer=customer, at=moment)


def _opened(home: Home) -> str:
	"""The thread of a customer we wrote to first."""
	known = frappe.db.get_value("Conversation", {"customer": home.customer})
	return known or insert("Conversation", customer=home.customer).name


def _address(channel: str, story: Story, home: Home | None) -> str:
	if not home:
		return story.of
	if channel == "Chat":
		return identity.portal_user(home.customer)
	return home.email if channel == "Email" else home.phone


def _answer(thread: str, channel: str, address: str, story: Story, line: Line, moment: datetime) -> None:
	customer, known = frappe.db.get_value("Conversation", thread, ["customer", "channel"])
	if not known:
		frappe.db.set_value("Conversation", thread, {"channel": channel, "channel_address": address})
	said = insert(
		"Communication",
		communication_type="Communication",
		communication_medium=channel,
		sent_or_received="Sent",
		sender=AGENT.email,
		user=AGENT.email,
		recipients=address if channel == "Email" else None,
		phone_no=address if channel == "SMS" else None,
		subject=f"Re: {story.subject}" if story.subject else channel,
		content=line.text.replace("\n", "<br>"),
		text_content=line.text,
		communication_date=moment,
		conversation=thread,
		reference_doctype="Customer" if customer else "Conversation",
		reference_name=customer or thread,
	)
	date_back(said, moment)
	if channel == "SMS":
		date_back(_sms(said, address, customer, line), moment)


def _sms(said: Document, number: str, customer: str | None, line: Line) -> Document:
	code, error = UNREACHABLE if line.status == "Undelivered" else (0, None)
	return insert(
		"SMS Message",
		direction="Sent",
		status=line.status,
		from_number=LONG_CODE,
		to_number=number,
		purpose="Reply",
		customer=customer,
		communication=said.name,
		body=line.text,
		idempotency_key=said.name,
		error_code=code,
		error=error,
	)


def _note(thread: str, text: str, moment: datetime) -> None:
	comment = insert(
		"Comment",
		comment_type="Comment",
		reference_doctype="Conversation",
		reference_name=thread,
		comment_email=DISPATCHER.email,
		comment_by=f"{DISPATCHER.first_name} {DISPATCHER.last_name}",
		content=text,
	)
	date_back(comment, moment)


def _settle(thread: str, story: Story, moment: datetime) -> None:
	"""Leave the thread as the story ends."""
	last = [line for line in story.lines if line.who != "note"][-1]
	values = {
		"status": story.status,
		"unread": story.unread,
		"assigned_to": AGENT.email if story.mine else None,
		"snoozed_until": now_datetime() + timedelta(hours=15) if story.status == "Snoozed" else None,
		"last_message": " ".join(last.text.split())[:140],
		"last_direction": "Sent" if last.who == "agent" else "Received",
		"last_message_at": moment,
	}
	frappe.db.set_value("Conversation", thread, values)


def _date_the_others() -> None:
	"""Threads that hold only the tickets' e-mails are as old as the last of them, and dealt with."""
	recent = now_datetime() - timedelta(minutes=1)
	for name in frappe.get_all(
		"Conversation", {"last_message_at": (">", recent)}, pluck="name", order_by="name"
	):
		newest = frappe.get_all(
			"Communication",
			{"conversation": name},
			["communication_date"],
			order_by="communication_date desc",
			limit=1,
		)
		values = {"status": "Closed", "unread": 0, "last_message_at": newest[0].communication_date}
		frappe.db.set_value("Conversation", name, values)
