"""A notice to our own people: in their notifications, by e-mail, or both, in the language each reads."""

from typing import Any

import frappe
from frappe import _

from gigafibre_fsm import messaging
from gigafibre_fsm.flows.kinds import fill
from gigafibre_fsm.flows.kinds.base import Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import MESSAGES
from gigafibre_fsm.flows.kinds.recipients import staff
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.words import N_

# Readers whose notice a simulation writes out.
MOST_SHOWN = 20
IN_ENGLISH = N_("For those who read English; empty sends them the French.")


@kind
class NotifyStaff(Kind):
	name = "notify_staff"
	label = N_("Notify staff")
	icon = "bell"
	group = MESSAGES
	help = N_("Tells somebody, or everybody with a role, with a link to the record.")
	agent = True
	params = (
		Param(
			"whom",
			N_("Whom"),
			"select",
			required=True,
			options=(("user", N_("a person")), ("role", N_("everybody with a role"))),
			default="role",
		),
		Param("user", N_("Person"), "user", required=True, depends_on=("whom", ("user",))),
		Param("role", N_("Role"), "role", required=True, depends_on=("whom", ("role",))),
		Param(
			"by",
			N_("How"),
			"select",
			required=True,
			options=(
				("notification", N_("in their notifications")),
				("email", N_("by e-mail")),
				("both", N_("both")),
			),
			default="notification",
		),
		Param("subject_fr", N_("Subject (French)"), required=True, spoken=True),
		Param("text_fr", N_("Text (French)"), "long_text", spoken=True),
		Param("subject_en", N_("Subject (English)"), help=IN_ENGLISH, spoken=True),
		Param("text_en", N_("Text (English)"), "long_text", help=IN_ENGLISH, spoken=True),
	)
	outputs = (
		Output("notified", N_("How many were told"), "number"),
		Output("users", N_("Who was told"), "list"),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		users = staff(params)
		for user in users:
			subject, text = _written(context, params, user)
			if params["by"] != "email":
				_notify(context, user, subject, text)
			if params["by"] != "notification":
				_mail(context, user, subject, text)
		return {"notified": len(users), "users": users}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		users = staff(params)
		if not users:
			return [Shown("note", _("Nobody has the role {0}: nobody is told").format(_(params["role"])))]
		kind_of_message = "note" if params["by"] == "notification" else "email"
		shown = [
			Shown(kind_of_message, *_written(context, params, user), to=user) for user in users[:MOST_SHOWN]
		]
		more = len(users) - len(shown)
		return [*shown, Shown("note", _("And {0} others").format(more))] if more else shown

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		users = staff(params)
		return {"notified": len(users), "users": users}


def _written(context: Context, params: dict[str, Any], user: str) -> tuple[str, str]:
	language = messaging.language_of_user(user)
	subject = " ".join(fill.spoken(params, "subject", context, language).split())
	if not subject:
		raise Refused(_("The notice has no subject"))
	return subject, fill.spoken(params, "text", context, language)


def _notify(context: Context, user: str, subject: str, text: str) -> None:
	frappe.get_doc(
		doctype="Notification Log",
		type="Alert",
		for_user=user,
		from_user=frappe.session.user,
		document_type=context.document.doctype,
		document_name=context.document.name,
		subject=frappe.utils.escape_html(subject),
		email_content=messaging.html_of(text),
	).insert(ignore_permissions=True)


def _mail(context: Context, user: str, subject: str, text: str) -> None:
	link = frappe.utils.get_url_to_form(context.document.doctype, context.document.name)
	address = frappe.db.get_value("User", user, "email")
	html = messaging.html_of(f"{text or subject}\n\n{link}")
	messaging.send_email(address, subject, html, key=f"{context.key}:{user}")
