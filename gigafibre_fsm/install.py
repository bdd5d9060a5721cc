"""What the app adds to a site beyond its own doctypes: fields on ERPNext's, and our roles' rights on them."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.permissions import setup_custom_perms

from gigafibre_fsm import clients, flows
from gigafibre_fsm.custom_fields import CUSTOM_FIELDS

READ = ("read", "report", "print", "email")
WRITE = (*READ, "write", "create")

# ERPNext's doctypes our staff work with in /ops: doctype → role → rights.
RIGHTS = {
	"Customer": {"FSM Manager": WRITE, "FSM Agent": WRITE, "FSM Dispatcher": READ},
	"Contact": {"FSM Manager": WRITE, "FSM Agent": WRITE, "FSM Dispatcher": READ},
	"Address": {"FSM Manager": WRITE, "FSM Agent": WRITE, "FSM Dispatcher": READ},
	"Issue": {"FSM Manager": WRITE, "FSM Agent": WRITE, "FSM Dispatcher": READ},
	"Item": {"FSM Manager": READ, "FSM Agent": READ, "FSM Dispatcher": READ},
	"Quotation": {"FSM Manager": READ, "FSM Agent": READ},
	"Sales Order": {"FSM Manager": READ, "FSM Agent": READ, "FSM Dispatcher": READ},
	"Sales Invoice": {"FSM Manager": READ, "FSM Agent": READ},
	"Payment Entry": {"FSM Manager": READ, "FSM Agent": READ},
	"Subscription": {"FSM Manager": READ, "FSM Agent": READ},
}


# Written once: what the staff make of them afterwards is theirs.
ROLES = {"FSM Manager": 1, "FSM Dispatcher": 1, "FSM Agent": 1, "FSM Technician": 0}
TAGS = {"Fibre": "#2563EB", "TV": "#9333EA", "Téléphonie": "#0D9488"}


def before_install() -> None:
	"""Create our roles before the doctypes that name them; technicians have no desk."""
	for role, desk_access in ROLES.items():
		if not frappe.db.exists("Role", role):
			home_page = "/ops" if desk_access else None
			frappe.get_doc(
				doctype="Role", role_name=role, desk_access=desk_access, home_page=home_page
			).insert()


def after_install() -> None:
	"""Set the site up, with our roles' rights and the first tags, and index the customers it already has."""
	after_migrate()
	give_new_settings_their_defaults()
	for doctype, roles in RIGHTS.items():
		for role, rights in roles.items():
			grant(doctype, role, rights)
	for tag, color in TAGS.items():
		if not frappe.db.exists("Dispatch Tag", tag):
			frappe.get_doc(doctype="Dispatch Tag", tag_name=tag, color=color).insert()
	flows.seed_messages()
	clients.rebuild_search_index()


def after_migrate() -> None:
	"""Bring the custom fields and indexes up to date; a second call changes nothing.

	Rights are not touched: a site that took one away would get it back at every migrate.
	"""
	create_custom_fields(CUSTOM_FIELDS)
	# ERPNext has none, and a customer's page would read every payment of the site.
	frappe.db.add_index("Payment Entry", ["party", "party_type"])
	flows.seed_system_templates()


def give_new_settings_their_defaults() -> None:
	"""Store the default of each setting that came with this version: Frappe gives it to new documents only, and not
	to who reads a single value.

	What was saved once stays as it is.
	"""
	singles = frappe.qb.DocType("Singles")
	rows = frappe.qb.from_(singles).select(singles["field"]).where(singles.doctype == "FSM Settings").run()
	stored = {field for (field,) in rows}
	for field in frappe.get_meta("FSM Settings").fields:
		if field.default and field.fieldname not in stored:
			frappe.db.set_single_value("FSM Settings", field.fieldname, field.default)


def grant(doctype: str, role: str, rights: tuple[str, ...]) -> None:
	"""Give a role these rights on a doctype, unless the site already decided about that role."""
	rule = {"parent": doctype, "role": role, "permlevel": 0, "if_owner": 0}
	setup_custom_perms(doctype)
	if frappe.db.exists("Custom DocPerm", rule):
		return
	place = {"parenttype": "DocType", "parentfield": "permissions"}
	frappe.get_doc(doctype="Custom DocPerm", **rule, **place, **dict.fromkeys(rights, 1)).insert()
