"""The stories of customers who write: the word that stops us, and a picture."""

import base64
import io

import requests
from PIL import Image

from gigafibre_fsm.tests import webhook_senders as senders
from sandbox.chaos.stories import Story, consents_withdrawn, events_done, in_thread, phone
from sandbox.chaos.world import World
from sandbox.simulators.twilio import Account

TAKEN = ("Accepted", "Sent", "Delivered")


def stop_by_sms(twilio: str, account: Account) -> Story:
	"""A customer writes ARRET: kept, put in a thread, consent withdrawn, answered by SMS at (simulated) Twilio."""

	def request(number: int) -> senders.Request:
		return senders.twilio_sms_request(number, From=phone(number), To=account.numbers[0], Body="Arrêt")

	def effects(number: int) -> dict[str, int]:
		answers = _listed(twilio, account, "Messages", To=phone(number))["messages"]
		return _received(number) | _answered(phone(number)) | {"answers at Twilio": len(answers)}

	return Story("an SMS that says ARRÊT", request, effects)


def picture_by_mms(twilio: str, account: Account) -> Story:
	"""A customer sends a picture with a text: one message, and one private file once it was fetched from Twilio."""
	addresses: dict[int, str] = {}

	def before(_world: World, number: int) -> None:
		addresses[number] = _upload(twilio, account, phone(number), _picture(number))

	def request(number: int) -> senders.Request:
		files = {"NumMedia": "1", "MediaUrl0": addresses[number], "MediaContentType0": "image/png"}
		sent = {"From": phone(number), "To": account.numbers[0], "Body": "Voici la boîte", **files}
		return senders.twilio_sms_request(number, **sent)

	return Story("an MMS with a picture", request, lambda n: _received(n) | _files(n), before=before)


def _received(number: int) -> dict[str, int]:
	import frappe

	return {
		"events done": events_done(f"twilio_sms:{senders.sid(number)}"),
		"messages received": frappe.db.count("SMS Message", {"provider_id": senders.sid(number)}),
		**in_thread(phone(number), "SMS"),
	}


def _answered(number: str) -> dict[str, int]:
	import frappe

	taken = {"to_number": number, "status": ("in", TAKEN)}
	return {
		"consents withdrawn": consents_withdrawn(number),
		"answers written": frappe.db.count("SMS Message", {"to_number": number, "direction": "Sent"}),
		"answers taken by Twilio": frappe.db.count("SMS Message", taken),
	}


def _files(number: int) -> dict[str, int]:
	import frappe

	message = frappe.db.get_value("SMS Message", {"provider_id": senders.sid(number)}, "communication") or ""
	kept = {"attached_to_doctype": "Communication", "attached_to_name": message, "is_private": 1}
	names = frappe.get_all("File", kept, pluck="name", order_by="name")
	contents = [frappe.get_doc("File", name).get_content() for name in names]
	return {
		"files": len(names),
		"files that are the picture": contents.count(_picture(number)),
		"attachments": frappe.db.count("Message Attachment", {"communication": message}),
		"attachments ready": frappe.db.count(
			"Message Attachment", {"communication": message, "state": "Ready"}
		),
	}


def _picture(number: int) -> bytes:
	"""A small picture; another number's has another colour, for files of the same content share one on the disk."""
	content = io.BytesIO()
	Image.new("RGB", (2, 2), number % 2**24).save(content, "PNG")
	return content.getvalue()


def _upload(twilio: str, account: Account, sender: str, picture: bytes) -> str:
	"""Have Twilio hold a picture somebody sent; return the address it gives us for it."""
	file = {"content_type": "image/png", "base64": base64.b64encode(picture).decode()}
	told = requests.post(f"{twilio}/_sim/inbound", json={"from": sender, "media": [file]}, timeout=10)
	told.raise_for_status()
	media = _listed(twilio, account, f"Messages/{told.json()['sid']}/Media")["media_list"]
	return twilio + media[0]["uri"].removesuffix(".json")


def _listed(twilio: str, account: Account, path: str, **wanted: str) -> dict:
	url = f"{twilio}/2010-04-01/Accounts/{account.sid}/{path}.json"
	told = requests.get(url, params=wanted, auth=(account.sid, account.token), timeout=10)
	told.raise_for_status()
	return told.json()
