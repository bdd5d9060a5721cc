"""Conversations: the inbox, a thread, and what staff do with it (shapes: frontend/src/api/messageTypes.ts)."""

from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.api.search import LONGEST
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.permissions import OPS

# No site has as many conversations: beyond, databases stop counting.
LAST = 10_000_000


@endpoint(roles=OPS)
def inbox(view: str = "open", query: str = "", start: int = 0, page_length: int = 50) -> dict:
	"""Return one page of the inbox and its counts (conversations.inbox)."""
	return conversations.inbox(view, query[:LONGEST], min(max(start, 0), LAST), page_length)


@endpoint(roles=OPS)
def thread(name: str, before: str = "", after: str = "", page_length: int = 50) -> dict:
	"""Return a conversation and one page of its messages (conversations.thread)."""
	return conversations.thread(name, before, after, page_length)


@endpoint(roles=OPS)
def of_customer(customer: str) -> dict:
	"""Return the customer's conversation and its last messages (conversations.of_customer)."""
	return conversations.of_customer(customer)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def reply(conversation: str, text: str, key: str, channel: str = "", subject: str = "") -> dict:
	"""Answer on the customer's channel; the same key is one message (conversations.reply)."""
	return conversations.reply(conversation, text, key, channel, subject)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def start(customer: str, channel: str, text: str, key: str, subject: str = "") -> dict:
	"""Write to a customer first (conversations.start)."""
	return conversations.start(customer, channel, text, key, subject)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def note(conversation: str, text: str, key: str) -> dict:
	"""Leave a note only staff see (conversations.note)."""
	return conversations.note(conversation, text, key)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def assign(conversation: str, user: str = "") -> dict:
	"""Give the conversation to somebody of the staff, or to nobody (conversations.assign)."""
	return conversations.assign(conversation, user)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def close(conversation: str) -> dict:
	"""Close the conversation (conversations.close)."""
	return conversations.close(conversation)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def reopen(conversation: str) -> dict:
	"""Open the conversation again (conversations.reopen)."""
	return conversations.reopen(conversation)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def snooze(conversation: str, until: str) -> dict:
	"""Put the conversation away until a moment, ISO 8601 (conversations.snooze)."""
	return conversations.snooze(conversation, until)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def mark_read(conversation: str) -> dict:
	"""Nothing in it is unread (conversations.mark_read)."""
	return conversations.mark_read(conversation)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def mark_unread(conversation: str) -> dict:
	"""Somebody should look at it again (conversations.mark_unread)."""
	return conversations.mark_unread(conversation)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def set_customer(conversation: str, customer: str = "") -> dict:
	"""Say which customer the conversation's number or address is; none makes it unknown (conversations.set_customer)."""
	return conversations.set_customer(conversation, customer)


@endpoint(roles=("FSM Agent", "FSM Manager"), methods=("POST",))
@begin_again
def make_ticket(conversation: str, subject: str) -> dict:
	"""Open a ticket for the conversation's customer (conversations.make_ticket)."""
	return conversations.make_ticket(conversation, subject)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def retry(message: str) -> dict:
	"""Send a message that failed again (conversations.retry)."""
	return conversations.retry(message)


@endpoint(roles=OPS)
def attachment(name: str) -> None:
	"""Send the file of a message, to whoever may read its conversation (conversations.attachment)."""
	conversations.attachment(name)


@endpoint(roles=OPS)
def people() -> list:
	"""Return who a conversation may be given to (conversations.people)."""
	return conversations.people()
