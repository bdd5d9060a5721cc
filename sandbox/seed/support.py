"""Tickets and what was said about them."""

import random
from dataclasses import dataclass
from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from sandbox.seed.accounts import AGENT
from sandbox.seed.customers import Home
from sandbox.seed.records import date_back, ensure, insert

PRIORITIES = ("Low", "Medium", "High", "Urgent")


@dataclass(frozen=True, slots=True)
class Story:
	"""A ticket of the home of this place, opened so many hours ago; messages alternate customer, agent, …"""

	home: int
	hours: float
	subject: str
	kind: str
	priority: str
	status: str
	messages: tuple[str, ...]


STORIES = (
	Story(
		0,
		3.5,
		"Le Wi-Fi coupe dans la chambre du haut",
		"Wi-Fi",
		"Medium",
		"Open",
		(
			"Bonjour, depuis hier le signal tombe dans la chambre, surtout le soir. Merci de vérifier. — Maude",
			"Bonjour Mme Tremblay, je regarde votre borne « Chambre » et je vous reviens dans l'heure.",
		),
	),
	Story(
		0,
		24 * 41,
		"Ajout d'une borne au corridor",
		"Installation",
		"Low",
		"Closed",
		(
			"Est-il possible d'avoir une deuxième borne ?",
			"C'est fait : la borne « Corridor » est en service.",
		),
	),
	Story(
		1,
		26,
		"Internet très lent depuis quelques jours",
		"Internet",
		"High",
		"Open",
		(
			"Mes pages prennent une éternité à ouvrir, et le téléphone grésille.",
			"Le signal optique est faible (−28,5 dBm) : un technicien passera vérifier le connecteur.",
			"Parfait, je suis à la maison toute la journée.",
		),
	),
	Story(
		2,
		1.2,
		"Plus d'Internet, voyant rouge sur le modem",
		"Internet",
		"Urgent",
		"Open",
		("Le voyant LOS est rouge depuis ce matin. Des travaux se font dans la rue.",),
	),
	Story(
		3,
		70,
		"Chalet fermé : modem débranché",
		"Internet",
		"Low",
		"On Hold",
		("Nous sommes absents jusqu'à vendredi, tout est débranché.", "Bien noté, nous fermons l'alerte."),
	),
	Story(
		4,
		5,
		"Pas de connexion après la remise en service",
		"Internet",
		"High",
		"Replied",
		(
			"J'ai payé lundi, mais la connexion ne revient pas.",
			"Le mot de passe PPPoE est refusé : nous le réinitialisons.",
		),
	),
	Story(
		6,
		18,
		"Numéro de série illisible sur l'étiquette",
		"Équipement",
		"Medium",
		"Open",
		("L'étiquette sous le modem est effacée, je ne peux pas vous donner le numéro.",),
	),
	Story(
		8,
		52,
		"Bill shows two TV packages",
		"Facturation",
		"Medium",
		"Replied",
		("My last invoice lists the TV package twice.", "Corrected: a credit will appear next month."),
	),
	Story(
		9,
		30,
		"Terminal de paiement lent à l'heure du midi",
		"Wi-Fi",
		"High",
		"Open",
		("Entre 11 h 30 et 13 h, le terminal met une minute à répondre.",),
	),
	Story(
		11,
		96,
		"Ajouter une ligne téléphonique à la réception",
		"Téléphonie",
		"Low",
		"Closed",
		("Il nous faudrait une seconde ligne.", "Ligne ajoutée, bonne journée !"),
	),
	Story(
		17,
		7,
		"Changement de forfait vers 1 Gbit/s",
		"Facturation",
		"Low",
		"Open",
		("Quel serait le prix du forfait 1 Gbit/s à mon adresse ?",),
	),
	Story(
		25,
		20,
		"Service suspendu, entente de paiement",
		"Facturation",
		"Medium",
		"Replied",
		("Puis-je étaler le solde sur deux mois ?", "Oui : une entente vous a été envoyée."),
	),
	Story(
		28,
		49,
		"Décodeur : image figée sur les sports",
		"Télé",
		"Medium",
		"Open",
		("L'image fige aux cinq minutes au canal des sports.",),
	),
	Story(
		41,
		12,
		"Arbre tombé sur le fil",
		"Internet",
		"Urgent",
		"Open",
		("Une branche est tombée sur le câble devant chez moi, mais ça fonctionne encore.",),
	),
)


def seed_support(homes: list[Home], dice: random.Random) -> None:
	"""Open every story's ticket and write its messages."""
	for priority in PRIORITIES:
		ensure("Issue Priority", priority)
	for kind in sorted({story.kind for story in STORIES}):
		ensure("Issue Type", kind)
	for number, story in enumerate(STORIES):
		_tell(number, story, homes[story.home], dice)


def _tell(number: int, story: Story, home: Home, dice: random.Random) -> None:
	opened = now_datetime() - timedelta(hours=story.hours)
	issue = insert(
		"Issue",
		subject=story.subject,
		customer=home.customer,
		service_location=home.location,
		raised_by=home.email,
		priority=story.priority,
		issue_type=story.kind,
		description=story.messages[0],
		assigned_staff=AGENT.email,
		is_important=int(story.priority == "Urgent"),
		legacy_ticket_id=str(240_000 + number),
	)
	moment = opened
	for place, text in enumerate(story.messages):
		_message(issue.name, story.subject, text, home, moment, from_customer=place % 2 == 0)
		moment += timedelta(minutes=dice.randrange(6, 28))
	date_back(issue, opened)
	# Last: ERPNext reopens a ticket when a customer's message is added.
	times = {"status": story.status, "opening_date": opened.date(), "opening_time": opened.time()}
	frappe.db.set_value("Issue", issue.name, times, update_modified=False)


def _message(issue: str, subject: str, text: str, home: Home, moment, from_customer: bool) -> None:
	message = insert(
		"Communication",
		subject=subject,
		content=text,
		communication_medium="Email",
		communication_type="Communication",
		sent_or_received="Received" if from_customer else "Sent",
		sender=home.email if from_customer else AGENT.email,
		recipients=AGENT.email if from_customer else home.email,
		communication_date=moment,
		status="Linked",
		reference_doctype="Issue",
		reference_name=issue,
	)
	date_back(message, moment)
