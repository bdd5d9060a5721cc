"""Threads of the demo about what does not work, or works again, invented line by line."""

from sandbox.seed.story import Story, agent, client, note

TROUBLE = (
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
		21,
		"SMS",
		9.7,
		(client("Cảm ơn! Merci pour la réparation rapide, tout fonctionne 😊"),),
		unread=1,
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
)
