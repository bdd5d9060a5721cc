"""What the demo's customers and staff wrote to each other lately, invented line by line."""

from sandbox.seed.story import Story, agent, call, client, note
from sandbox.seed.threads_office import OFFICE
from sandbox.seed.threads_trouble import TROUBLE

# Two customers of the demo who gave the same number (places in people.HOUSEHOLDS): whoever writes from it must be asked for.
SHARED_NUMBER, SHARED_BY = "+14505550187", (48, 49)
UNKNOWN_NUMBER = "+15145550188"
UNKNOWN_ADDRESS = "info@residence-des-ormes.example"

VISITS = (
	Story(
		1,
		"Phone",
		25,
		(
			call("Appel entrant, 6 min 12 s"),
			note("Client âgé, préfère le téléphone. Technicien confirmé pour demain matin."),
			agent(
				"Votre technicien passera demain entre 8 h et 10 h. Répondez à ce message pour changer.", 3
			),
			client("Parfait merci", 40, "SMS"),
		),
		mine=True,
	),
	Story(
		11,
		"Phone",
		6,
		(
			call("Appel manqué"),
			agent("Vous avez tenté de nous joindre : écrivez-nous ici ou rappelez au 450 555-0100.", 2),
		),
	),
	Story(
		14,
		"SMS",
		3.1,
		(
			client("Est-ce que je peux changer mon rendez-vous de jeudi pour vendredi?"),
			agent("Vendredi 13 h à 15 h vous convient?"),
			client("Oui!", 2),
			agent("C'est confirmé, à vendredi.", 1),
		),
		status="Closed",
	),
	Story(
		16,
		"SMS",
		2.4,
		(
			agent(
				"Rappel : visite demain entre 10 h et midi. Un adulte doit être présent.", 1, "Undelivered"
			),
			note("Le SMS n'est pas passé, rappeler au numéro de Julie."),
		),
	),
)

OF_STRANGERS = (
	Story(
		SHARED_NUMBER,
		"SMS",
		0.9,
		(
			client("Bonjour c'est pour le déménagement, on garde le même modem?"),
			client("C'est pour le 1er", 2),
		),
		unread=2,
	),
	Story(
		UNKNOWN_NUMBER,
		"SMS",
		2.0,
		(client("Bonjour, êtes-vous disponibles sur le rang des Hirondelles? On vient d'acheter."),),
		unread=1,
	),
	Story(
		UNKNOWN_ADDRESS,
		"Email",
		22,
		(
			client(
				"Bonjour,\n\nNotre résidence compte 42 logements et nous cherchons un fournisseur pour l'ensemble.\n"
				"À qui devons-nous nous adresser?\n\nLa direction, Résidence des Ormes"
			),
		),
		unread=1,
		subject="Demande de soumission, 42 logements",
	),
)

STORIES = TROUBLE + OFFICE + VISITS + OF_STRANGERS
