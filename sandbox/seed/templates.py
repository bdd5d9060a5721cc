"""The demo's message templates and canned replies, in French and in English."""

import frappe

from sandbox.seed.records import insert

GREETING_FR, GREETING_EN = "Bonjour {{ doc.customer_name }},", "Hello {{ doc.customer_name }},"

# title, channel, is canned, French subject, French text, English subject, English text
TEMPLATES = (
	(
		"Redémarrer le modem",
		"Any",
		1,
		"",
		"Débranchez le modem du courant, attendez 30 secondes et rebranchez-le. "
		"Tout revient en 3 minutes environ.",
		"",
		"Unplug the modem, wait 30 seconds and plug it back in. Everything is back in about 3 minutes.",
	),
	(
		"Un technicien vous appellera",
		"Any",
		1,
		"",
		f"{GREETING_FR} un technicien vous appellera aujourd'hui pour fixer la visite.",
		"",
		f"{GREETING_EN} a technician will call you today to set the visit.",
	),
	(
		"Demander une photo du modem",
		"Any",
		1,
		"",
		"Pourriez-vous nous envoyer une photo de l'avant du modem, voyants allumés?",
		"",
		"Could you send us a picture of the front of the modem, with its lights on?",
	),
	(
		"Merci et au revoir",
		"Any",
		1,
		"",
		"Avec plaisir! Écrivez-nous ici si autre chose survient. Bonne journée.",
		"",
		"You are welcome! Write to us here if anything else comes up. Have a good day.",
	),
	(
		"Solde à payer",
		"Email",
		1,
		"Votre solde Gigafibre",
		f"{GREETING_FR}\n\nIl reste un solde à votre dossier. "
		"Répondez à ce courriel pour convenir d'une entente.",
		"Your Gigafibre balance",
		f"{GREETING_EN}\n\nThere is a balance on your account. "
		"Answer this e-mail to agree on a payment plan.",
	),
	(
		"Panne dans le secteur",
		"SMS",
		0,
		"",
		"Gigafibre : une panne touche votre secteur. Nos équipes y sont. ARRET pour ne plus recevoir d'avis.",
		"",
		"Gigafibre: an outage affects your area. Our crews are on it. STOP to end these notices.",
	),
	(
		"Service rétabli",
		"SMS",
		0,
		"",
		"Gigafibre : le service est rétabli dans votre secteur. Merci de votre patience.",
		"",
		"Gigafibre: service is back in your area. Thank you for your patience.",
	),
	(
		"Travaux planifiés",
		"Email",
		0,
		"Travaux sur notre réseau",
		f"{GREETING_FR}\n\nDes travaux auront lieu dans la nuit de mardi, entre 1 h et 5 h. "
		"Votre service sera interrompu une vingtaine de minutes.",
		"Work on our network",
		f"{GREETING_EN}\n\nWork will take place on Tuesday night between 1 and 5 a.m. "
		"Your service will be down for about twenty minutes.",
	),
)


def seed_templates() -> None:
	"""Write the templates that are missing."""
	for title, channel, canned, subject_fr, body_fr, subject_en, body_en in TEMPLATES:
		if not frappe.db.exists("Message Template", title):
			insert(
				"Message Template",
				title=title,
				channel=channel,
				applies_to="Customer",
				is_canned_reply=canned,
				subject_fr=subject_fr,
				body_fr=body_fr,
				subject_en=subject_en,
				body_en=body_en,
			)
