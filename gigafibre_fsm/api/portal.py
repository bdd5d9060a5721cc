"""The portal: what a signed-in customer sees and says."""

from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.messaging import conversations


@endpoint(customer=True)
def me() -> dict:
	"""Return who is signed in, and for which customer (conversations.portal_me)."""
	return conversations.portal_me()


@endpoint(customer=True)
def messages(after: str = "") -> dict:
	"""Return the chat, or what is new in it (conversations.portal_messages)."""
	return conversations.portal_messages(after)


@endpoint(customer=True, methods=("POST",))
@begin_again
def send(text: str, key: str) -> dict:
	"""Say something in the chat; the same key is one message (conversations.portal_send)."""
	return conversations.portal_send(text, key)
