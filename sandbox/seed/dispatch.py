"""Technicians, and their jobs around today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from sandbox.seed.accounts import TECHNICIAN
from sandbox.seed.customers import Home
from sandbox.seed.records import insert


@dataclass(frozen=True, slots=True)
class Person:
	"""A technician: skills with levels, and the city their day starts in."""

	name: str
	phone: str
	color: str
	home: str
	latitude: float
	longitude: float
	skills: tuple[tuple[str, int], ...]
	user: str | None = None
	status: str = "Available"


CREW = (
	Person(
		"Simon Landry",
		"+14505550190",
		"#0D9488",
		"200 rue du Dépôt, Longueuil",
		45.5312,
		-73.5181,
		(("Fibre", 5), ("Téléphonie", 3), ("Rive-Sud", 5)),
		TECHNICIAN.email,
	),
	Person(
		"Ève Marcotte",
		"+15145550181",
		"#7C3AED",
		"18 rue de la Gare, Montréal",
		45.5430,
		-73.6010,
		(("Fibre", 4), ("TV", 5), ("Montréal", 5)),
	),
	Person(
		"Kevin Laflamme",
		"+14505550192",
		"#B45309",
		"75 boulevard des Lilas, Blainville",
		45.6705,
		-73.8790,
		(("Fibre", 5), ("Épissure", 5), ("Travail en hauteur", 4), ("Laurentides", 4)),
	),
	Person(
		"Nadia Haddad",
		"+14505550193",
		"#2563EB",
		"12 rue du Moulin, Saint-Jérôme",
		45.7788,
		-74.0012,
		(("Fibre", 3), ("TV", 4), ("Téléphonie", 5), ("Laurentides", 5)),
	),
	Person(
		"Gilles Provost",
		"+18195550194",
		"#64748B",
		"3 rue de l'Église, Mont-Tremblant",
		46.1180,
		-74.5960,
		(("Fibre", 4), ("Travail en hauteur", 5)),
		status="Away",
	),
)


@dataclass(frozen=True, slots=True)
class Visit:
	"""A job: home and technician by place (None: nobody yet), day from today, hour, minutes."""

	home: int
	technician: int | None
	day: int
	hour: float
	minutes: int
	kind: str
	subject: str
	status: str
	priority: str = "Normal"
	skills: tuple[str, ...] = ("Fibre",)
	assistant: int | None = None


VISITS = (
	Visit(12, 0, -2, 9, 120, "Installation", "Brancher la fibre et le Wi-Fi", "Done"),
	Visit(17, 1, -2, 13, 60, "Repair", "Décodeur sans image", "Done", skills=("TV",)),
	Visit(29, 3, -1, 8.5, 90, "Maintenance", "Remplacer le cordon optique", "Done"),
	Visit(40, 4, -1, 10, 60, "Repair", "Perte de signal par grand froid", "Could Not Complete", "High"),
	Visit(14, 0, 0, 8, 60, "Removal", "Reprendre un modem défectueux", "Done"),
	Visit(0, 0, 0, 10, 60, "Repair", "Vérifier la borne de la chambre", "Published"),
	Visit(
		2, 0, 0, 13, 90, "Repair", "Aucune lumière : chercher la coupure", "Published", "Urgent", assistant=2
	),
	Visit(1, 2, 0, 9.5, 90, "Repair", "Rx −28,5 dBm : nettoyer ou refaire le connecteur", "En Route", "High"),
	Visit(23, 1, 0, 11, 120, "Installation", "Fibre 1 Gbit/s", "In Progress"),
	Visit(41, 3, 0, 14, 60, "Repair", "Branche sur le câble", "Published", "Urgent", ("Travail en hauteur",)),
	Visit(9, 1, 1, 9, 120, "Survey", "Couverture Wi-Fi de la boulangerie", "Published"),
	Visit(20, 0, 1, 8, 150, "Installation", "Nouvelle installation", "Published", skills=("Fibre", "TV")),
	Visit(28, 3, 1, 13, 60, "Repair", "Image figée", "Draft", skills=("TV",)),
	Visit(
		47, 2, 2, 8.5, 180, "Installation", "Nouvelle installation en montagne", "Draft", skills=("Épissure",)
	),
	Visit(6, None, 2, 10, 60, "Repair", "Relever le numéro de série du modem", "Draft", "Low"),
	Visit(11, None, 3, 9, 120, "Maintenance", "Seconde ligne téléphonique", "Draft", skills=("Téléphonie",)),
)
CHECKLIST = ("Mesurer le signal au terminal", "Tester le débit", "Vérifier le Wi-Fi avec le client")


def seed_dispatch(homes: list[Home]) -> None:
	"""Hire the crew and plan the visits."""
	crew = [_technician(person) for person in CREW]
	for visit in VISITS:
		_job(visit, homes[visit.home], crew)


def _technician(person: Person) -> str:
	return insert(
		"Dispatch Technician",
		full_name=person.name,
		user=person.user,
		status=person.status,
		phone=person.phone,
		email=person.user,
		color=person.color,
		home_address=person.home,
		home_latitude=person.latitude,
		home_longitude=person.longitude,
		skills=[{"tag": tag, "level": level} for tag, level in person.skills],
	).name


def _job(visit: Visit, home: Home, crew: list[str]) -> Document:
	start = _moment(visit.day, visit.hour)
	done = visit.status == "Done"
	ont = frappe.db.get_value(
		"Service Equipment", {"service_location": home.location, "equipment_type": "ONT"}
	)
	return insert(
		"Dispatch Job",
		subject=visit.subject,
		job_type=visit.kind,
		priority=visit.priority,
		status=visit.status,
		service_location=home.location,
		issue=frappe.db.get_value("Issue", {"service_location": home.location, "status": "Open"}),
		technician=None if visit.technician is None else crew[visit.technician],
		assistants=[] if visit.assistant is None else [{"technician": crew[visit.assistant]}],
		tags=[{"tag": tag, "level": 3} for tag in visit.skills],
		scheduled_start=start,
		duration=visit.minutes,
		equipment=[{"equipment": ont, "action": "Inspect"}] if ont else [],
		checklist=[{"label": label, "done": int(done)} for label in CHECKLIST],
		materials=[{"item": "CONNECTEUR-SC", "quantity": 1}] if done else [],
		arrived_on=start if done else None,
		started_on=start if done else None,
		completed_on=start + timedelta(minutes=visit.minutes) if done else None,
		resolution="Travail fait, signal vérifié avec le client." if done else None,
	)


def _moment(day: int, hour: float) -> datetime:
	midnight = now_datetime().replace(hour=0, minute=0, second=0, microsecond=0)
	return midnight + timedelta(days=day, hours=hour)
