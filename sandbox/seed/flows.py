"""The demo's flows: copies of three system templates that are switched on, some of its own, and what they are doing.

Runs are started here and carried out by whoever works for the site: within seconds they wait, ask somebody, fail or end.
"""

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import flows
from sandbox.seed.accounts import AGENT
from sandbox.seed.customers import Home
from sandbox.seed.records import insert

# System templates the ISP works with, under names of its own.
COPIES = {
	"late_payment": "Factures en retard",
	"outage": "Panne de secteur",
	"job_complete": "Après la visite",
}
# Customers by their place among the homes: those of the outage, one of them with a visit to come.
OUT_OF_SERVICE = (28, 50, 51, 52, 53)
CALLED = (0, 5, 22, 33)
WELCOMED = (44, 45)
HANDED_OVER = 46


def seed_flows(homes: list[Home]) -> None:
	"""Switch the flows on, and have things happen to them."""
	spoken, frappe.local.lang = frappe.local.lang, "fr"
	try:
		copies = {key: _copy(key, title) for key, title in COPIES.items()}
		_remind(copies["late_payment"])
		_have_outages(homes)
		_start(_courtesy_call(), homes, CALLED)
		_start(_welcome(), homes, WELCOMED)
		_start(_hand_over(), homes, (HANDED_OVER,))
		_draft()
	finally:
		frappe.local.lang = spoken


def _copy(key: str, title: str) -> str:
	"""Copy a system template, give it the ISP's name for it, and switch it on."""
	system = frappe.db.get_value("Flow Template", {"system_key": key})
	copy = flows.duplicate(system)
	return _publish({**copy, "title": title}, copy["modified"])


def _publish(template: dict, modified: str = "") -> str:
	kept = flows.save_template(template, modified)
	flows.publish(kept["name"], kept["modified"], "Première version")
	flows.set_enabled(kept["name"], True)
	return kept["name"]


def _remind(template: str) -> None:
	"""Start the reminders of what is late already, as tomorrow morning's schedule would."""
	late = {"outstanding_amount": (">", 0), "docstatus": 1, "due_date": ("<", add_to_date(None, days=-3))}
	for invoice in frappe.get_all("Sales Invoice", late, pluck="name", order_by="name", limit=4):
		flows.start(template, "Sales Invoice", invoice, event="schedule", occurrence="demo")


def _have_outages(homes: list[Home]) -> None:
	"""One that goes on, which starts its flow by itself, and one of last week."""
	customers = [
		{"customer": homes[place].customer, "service_location": homes[place].location}
		for place in OUT_OF_SERVICE
	]
	insert(
		"Outage",
		title="Fibre coupée, rue du Moulin",
		area="OLT Saint-Jérôme, PON 3",
		cause="Câble arraché par un chantier; les épisseurs sont sur place.",
		started_on=add_to_date(now_datetime(), minutes=-25),
		expected_end=add_to_date(now_datetime(), hours=3),
		customers=customers,
	)
	insert(
		"Outage",
		title="Panne électrique au nœud de Blainville",
		area="Nœud Blainville",
		cause="Panne d'Hydro-Québec; les batteries ont tenu deux heures.",
		status="Ended",
		started_on=add_to_date(now_datetime(), days=-7),
		ended_on=add_to_date(now_datetime(), days=-7, hours=3),
		customers=customers[:1],
	)


def _start(template: str, homes: list[Home], places: tuple[int, ...]) -> None:
	for place in places:
		flows.start(template, "Customer", homes[place].customer, occurrence="demo")


def _courtesy_call() -> str:
	"""A flow that asks people: each run leaves a task."""
	form = [
		{
			"name": "mood",
			"label": "Humeur du client",
			"type": "select",
			"required": True,
			"options": [
				{"value": "happy", "label": "Content"},
				{"value": "so_so", "label": "Mitigé"},
				{"value": "unhappy", "label": "Mécontent"},
			],
		},
		{"name": "note", "label": "Ce qu'il en dit", "type": "long_text", "required": False},
		{"name": "again_on", "label": "Rappeler le", "type": "date", "required": False},
	]
	call = {
		"title": "Appel de courtoisie : {{ customer.customer_name }}",
		"instructions": "Demandez si le service convient, et notez ce qui revient souvent.",
		"whom": "role",
		"role": "FSM Agent",
		"form": form,
		"due_in": 2880,
		"on_timeout": "continue",
	}
	ticket = {"subject": "Client mécontent : {{ customer.customer_name }}", "user": AGENT.email}
	ticket["description"] = "{{ steps.call.answers.note }}"
	is_unhappy = {"==": [{"var": "steps.call.answers.mood"}, "unhappy"]}
	steps = [
		_step("call", "ask_person", "Appeler le client", call),
		_step("ticket", "create_ticket", "Ouvrir un billet", ticket, "call") | {"condition": is_unhappy},
	]
	return _publish(_by_hand("Appel de courtoisie", "Un agent prend des nouvelles du client.", steps))


def _welcome() -> str:
	"""A flow that ends at once."""
	notice = {
		"whom": "role",
		"role": "FSM Agent",
		"by": "notification",
		"subject_fr": "Nouveau client : {{ customer.customer_name }}",
		"subject_en": "New customer: {{ customer.customer_name }}",
	}
	services = {"doctype": "Service Subscription", "of_customer": True, "limit": 20}
	steps = [
		_step("services", "find_records", "Lire ses services", services),
		_step("tell", "notify_staff", "Présenter le client à l'équipe", notice, "services"),
	]
	return _publish(_by_hand("Présenter un nouveau client", "L'équipe sait qui arrive.", steps))


def _hand_over() -> str:
	"""A flow that fails: the address it calls is not one the settings allow, until somebody allows it."""
	call = {"method": "POST", "address": "https://partenaire.example/clients"}
	steps = [
		_step("send", "http_call", "Transmettre la fiche", call | {"body": {"customer": "{{ doc.name }}"}}),
		_step(
			"note",
			"set_variable",
			"Retenir la réponse",
			{"name": "reply", "value": "{{ steps.send.status }}"},
			"send",
		),
	]
	return _publish(_by_hand("Transmettre au partenaire", "Envoie la fiche du client au partenaire.", steps))


def _draft() -> None:
	"""One that somebody is still drawing."""
	wait = {"mode": "duration", "amount": 11, "unit": "months"}
	steps = [_step("year", "wait", "Attendre onze mois", wait)]
	flows.save_template(
		_by_hand("Anniversaire d'abonnement", "À finir : un mot avant la fin de la promotion.", steps)
	)


def _by_hand(title: str, description: str, steps: list[dict]) -> dict:
	about = {"applies_to": "Customer", "trigger_event": "manual"}
	return {"name": "", "title": title, "description": description, **about, "definition": {"steps": steps}}


def _step(name: str, kind: str, label: str, params: dict, after: str = "") -> dict:
	order = {"depends_on": [after]} if after else {}
	return {"id": name, "kind": kind, "label": label, "params": params, **order}
