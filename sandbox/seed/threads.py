"""What the demo's customers and staff wrote to each other lately, invented line by line."""

from dataclasses import dataclass
from typing import Literal

# Two customers of the demo who gave the same number (places in people.HOUSEHOLDS): whoever writes from it must be asked for.
SHARED_NUMBER, SHARED_BY = "+14505550187", (48, 49)
UNKNOWN_NUMBER = "+15145550188"
UNKNOWN_ADDRESS = "info@residence-des-ormes.example"


@dataclass(frozen=True, slots=True)
class Line:
	"""One thing said: who (client, agent, note or call), how long after the line before (minutes), and how it went."""

	who: Literal["client", "agent", "note", "call"]
	text: str
	after: int = 4
	status: str = "Delivered"
	channel: str = ""


def client(text: str, after: int = 4, channel: str = "") -> Line:
	return Line("client", text, after, channel=channel)


def agent(text: str, after: int = 4, status: str = "Delivered", channel: str = "") -> Line:
	return Line("agent", text, after, status, channel)


def note(text: str, after: int = 2) -> Line:
	return Line("note", text, after)


def call(text: str, after: int = 5) -> Line:
	return Line("call", text, after)


@dataclass(frozen=True, slots=True)
class Story:
	"""A thread: whose (a place in people.HOUSEHOLDS, or an unknown address), on what, begun so many hours ago."""

	of: int | str
	channel: Literal["SMS", "Email", "Chat", "Phone"]
	hours: float
	lines: tuple[Line, ...]
	unread: int = 0
	status: str = "Open"
	mine: bool = False
	subject: str = ""


STORIES = (
	Story(
		0,
		"SMS",
		0.6,
		(
			client("Bonjour, c'est Maude au 12 rue des Érables. Le Wi-Fi coupe encore en haut ce matin."),
			agent(
				"Bonjour Mme Tremblay, je vois la borne « Chambre » : son lien vers le modem est faible. "
				"Est-elle toujours derrière le meuble?"
			),
			client("Oui, dans la bibliothèque. Je peux la déplacer près de la porte?"),
			note("Lien à −78 dBm depuis hier 22 h. Si ça ne change rien, prévoir une borne de plus."),
			client("C'est fait, elle est près de la porte.", 9),
		),
		unread=1,
		mine=True,
	),
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
		2,
		"SMS",
		1.1,
		(
			client("Plus d'internet depuis 8 h, lumière rouge sur le modem"),
			client("Y a-t-il une panne dans le secteur?", 12),
			client("Je travaille de la maison, c'est urgent svp", 14),
		),
		unread=3,
	),
	Story(
		3,
		"Email",
		71,
		(
			client(
				"Bonjour,\n\nNous fermons le chalet jusqu'à vendredi et tout sera débranché.\n"
				"Inutile de nous appeler si le modem paraît hors ligne.\n\nJean-François Lévesque"
			),
			agent("Bonjour M. Lévesque,\n\nBien noté, bon séjour!\n\nCamille, Gigafibre", 35),
		),
		status="Closed",
		subject="Chalet fermé cette semaine",
	),
	Story(
		4,
		"SMS",
		4.2,
		(
			agent("Votre service est remis en marche. Redémarrez votre modem s'il ne se connecte pas."),
			client("Toujours rien après redémarrage", 22),
		),
		unread=1,
	),
	Story(
		6,
		"SMS",
		17,
		(
			agent("Pourriez-vous nous envoyer une photo de l'étiquette sous le modem?"),
			client("L'encre est partie, on ne voit plus rien. Je vous envoie quand même la photo.", 30),
			agent("Merci! Nous avons retrouvé le numéro autrement.", 18, "Delivered"),
		),
	),
	Story(
		8,
		"Email",
		51,
		(
			client(
				"Hello,\n\nMy last invoice lists the TV package twice. Could you have a look?\n\nWilliam O'Brien"
			),
			agent(
				"Hello Mr. O'Brien,\n\nYou are right: one of the two lines is ours to remove. A credit of $25.00 "
				"will show on your next invoice.\n\nCamille, Gigafibre",
				55,
			),
			client("Great, thank you for the quick answer.", 20),
		),
		unread=1,
		mine=True,
		subject="TV package billed twice",
	),
	Story(
		9,
		"SMS",
		29,
		(
			client("Le terminal de paiement rame encore ce midi, 1 minute par client"),
			agent("Nous changeons le canal Wi-Fi ce soir après la fermeture, sans coupure pour vous."),
			client("Ok on verra demain", 6),
		),
		status="Snoozed",
		mine=True,
	),
	Story(
		10,
		"Email",
		8,
		(
			client(
				"Bonjour,\n\nNous ouvrons une deuxième salle en janvier. Quel serait le délai pour une prise fibre "
				"de plus au sous-sol?\n\nLa Clinique dentaire Rive-Nord"
			),
		),
		unread=1,
		subject="Prise supplémentaire au sous-sol",
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
		15,
		"Chat",
		0.4,
		(client("Bonjour, où est-ce que je trouve mes factures de l'an dernier?"),),
		unread=1,
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
	Story(
		17,
		"Email",
		6.5,
		(
			client(
				"Bonjour,\n\nQuel serait le prix du forfait 1 Gbit/s à mon adresse, et faut-il changer le modem?\n\n"
				"Isabelle Fortin\n\n> Le 3 novembre, Gigafibre a écrit :\n> Découvrez nos nouveaux forfaits."
			),
		),
		unread=1,
		subject="Forfait 1 Gbit/s",
	),
	Story(
		18,
		"SMS",
		20,
		(
			client("Combien coûte l'ajout d'une borne wifi?"),
			agent("Une borne est 5 $ par mois, installation comprise."),
			client("Ok je la prends", 12),
			agent("Parfait, un technicien vous appellera pour fixer la visite.", 6),
		),
		status="Closed",
	),
	Story(
		21,
		"SMS",
		9.7,
		(client("Cảm ơn! Merci pour la réparation rapide, tout fonctionne 😊"),),
		unread=1,
	),
	Story(
		24,
		"Email",
		30,
		(
			client("Hi,\n\nCan I keep my phone number if I move to Brossard?\n\nMargaret Hughes"),
			agent(
				"Hello Mrs. Hughes,\n\nYes: your number follows you anywhere in the region.\n\nCamille, Gigafibre"
			),
		),
		subject="Moving to Brossard",
	),
	Story(
		25,
		"SMS",
		19,
		(
			client("Puis-je étaler mon solde sur deux mois?"),
			agent("Oui : 58 $ ce mois-ci et le reste au prochain. L'entente est dans votre courriel."),
			client("Merci beaucoup, reçu", 15),
		),
		mine=True,
	),
	Story(
		27,
		"Chat",
		27,
		(
			client("Le portail me demande un code que je ne reçois pas."),
			agent("Le code part par texto au numéro qui finit par 28 : est-ce toujours le vôtre?"),
			client("Ah non, j'ai changé de numéro.", 3),
			agent("C'est corrigé, essayez de nouveau.", 4),
			client("Ça marche!", 2),
		),
		status="Closed",
	),
	Story(
		28,
		"SMS",
		48,
		(
			client("L'image fige au canal des sports, pile pendant le match"),
			agent("Le décodeur est relié en Wi-Fi ou par câble?"),
			client("Wifi", 1),
			agent("Essayez par câble ce soir; sinon nous l'échangeons.", 3),
		),
	),
	Story(
		33,
		"SMS",
		5.3,
		(client("ARRET"),),
	),
	Story(
		36,
		"Email",
		12,
		(
			client(
				"Bonjour,\n\nVous trouverez ci-joint la preuve d'adresse demandée.\n\nMerci,\nCarlos Hernandez"
			),
			agent("Merci M. Hernandez, votre dossier est complet.\n\nHugo, Gigafibre", 90),
		),
		status="Closed",
		subject="Preuve d'adresse",
	),
	Story(
		41,
		"SMS",
		11.5,
		(
			client(
				"Une branche est tombée sur votre fil devant chez nous. Ça marche encore mais ça pend bas."
			),
			agent("Merci de l'avis! Ne touchez pas au fil, une équipe passe cet après-midi."),
			client("Ok, je mets un cône.", 7),
		),
		unread=1,
	),
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
