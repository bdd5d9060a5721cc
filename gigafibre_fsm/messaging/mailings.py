"""A mass e-mail: one for each customer, saying who sends it, from where, and how to receive no more."""

from html import escape

import frappe
from frappe import _

from gigafibre_fsm.messaging.emails import html_of, send_email
from gigafibre_fsm.messaging.people import company_name, language_of
from gigafibre_fsm.messaging.phone_numbers import as_said
from gigafibre_fsm.messaging.unsubscribing import links

FOOTER = {
	"fr": ("Vous recevez ce courriel parce que vous êtes de nos clients.", "Ne plus recevoir ces courriels"),
	"en": ("You receive this e-mail because you are a customer of ours.", "Stop receiving these e-mails"),
}


def send_mass_mail(customer: str, address: str, subject: str, text: str, key: str) -> None:
	"""Queue one mail of a mailing, with the link and the headers that end it; the same key twice is one."""
	page, one_click = links(address, customer)
	send_email(
		address,
		subject,
		html_of(text) + _footer(page, language_of(customer)),
		key=key,
		customer=customer,
		headers={
			"List-Unsubscribe": f"<{one_click}>",
			# RFC 8058: the mail program posts there by itself, after one click.
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		},
		at_once=False,
	)


def require_mailing_address() -> None:
	"""Raise ValidationError while nobody said where we are reached by post: Canada's anti-spam law asks for it."""
	if not _mailing_address():
		frappe.throw(_("Mass e-mails need the company's mailing address: fill it in in FSM Settings"))


def _mailing_address() -> str:
	lines = (frappe.get_cached_doc("FSM Settings").mailing_address or "").splitlines()
	return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))


def _footer(page: str, language: str) -> str:
	because, stop = FOOTER[language]
	phone = as_said(frappe.get_cached_doc("FSM Settings").support_phone)
	who = ", ".join(filter(None, (company_name(), _mailing_address(), phone)))
	return f'<hr><p><small>{escape(who)}. {because}<br><a href="{escape(page)}">{stop}</a></small></p>'
