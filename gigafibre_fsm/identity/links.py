"""A customer's link: asked for with an address, and sent there if it is a customer's."""

import hashlib

import frappe
from frappe import _

from gigafibre_fsm.identity import post
from gigafibre_fsm.identity.addresses import Address, read_address
from gigafibre_fsm.identity.doors import MINUTES, Door, doors_for_job, token_for
from gigafibre_fsm.identity.limits import HOUR, SECONDS_BEFORE_ANOTHER, seconds_to_wait
from gigafibre_fsm.public_address import public_address


def request_link(text: str) -> dict:
	"""Have a link sent to an address, if it is a customer's: `{sent, message, resend_in}` (seconds).

	The answer, and the work before it, are the same whether we know the address or not: the job finds out.
	Raises ValidationError for what is no address.
	"""
	address = read_address(text)
	if wait := seconds_to_wait("link", address.value):
		return too_soon(wait)
	asked = frappe.generate_hash()
	frappe.cache.set_value(
		_key(asked), {"channel": address.channel, "value": address.value}, expires_in_sec=HOUR
	)
	frappe.enqueue(send_links, queue="short", enqueue_after_commit=True, asked=asked)
	message = _("If {0} is a customer’s, a link is on its way. It opens once, within {1} minutes.")
	return on_its_way(message.format(text.strip(), MINUTES))


def on_its_way(message: str) -> dict:
	"""Return the answer to a request that was taken."""
	return {"sent": True, "message": message, "resend_in": SECONDS_BEFORE_ANOTHER}


def too_soon(seconds: int) -> dict:
	"""Return the answer to a request that came too soon after another, with its HTTP status."""
	frappe.local.response.http_status_code = 429
	message = _("Please wait {0} seconds before you ask again").format(seconds)
	return {"sent": False, "message": message, "resend_in": seconds}


def send_links(asked: str) -> None:
	"""Job: send a link for each customer that can be reached at the address that was asked for.

	It is in the cache for an hour and not in the job: what a job was called with is kept where it failed, and shown.
	"""
	kept = frappe.cache.get_value(_key(asked), expires=True)
	if not kept:
		return
	address = Address(**kept)
	doors = doors_for_job(address)
	for door in doors:
		url = f"{public_address('/enter')}#{token_for(door)}"
		key = f"link:{hashlib.sha256(url.encode()).hexdigest()[:40]}"
		post.send_letter(_letter(door, url, len(doors) > 1), address, key, door.customer)
	frappe.cache.delete_value(_key(asked))


def _key(asked: str) -> str:
	return f"fsm_link_asked:{asked}"


def _letter(door: Door, url: str, among_others: bool) -> post.Letter:
	"""A text names the customer only where there are several: a name costs, and one ç doubles the price."""
	say = door.language
	text = _("Sign in within {0} minutes, once: {1}", say).format(MINUTES, url)
	return post.Letter(
		language=say,
		text=f"{door.title}: {text}" if among_others else text,
		subject=_("Your link to sign in", say),
		greeting=_("Hello {0},", say).format(door.title),
		sentence=_("This link opens your account. It works once, within {0} minutes.", say).format(MINUTES),
		ending=_("If you did not ask for it, leave it: nothing happens without it.", say),
		link=url,
		button=_("Open my account", say),
	)
