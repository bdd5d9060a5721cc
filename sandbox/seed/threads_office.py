"""Threads of the demo about bills, prices, moves and papers, invented line by line."""

from sandbox.seed.story import Story, agent, client

OFFICE = (
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
		15,
		"Chat",
		0.4,
		(client("Bonjour, où est-ce que je trouve mes factures de l'an dernier?"),),
		unread=1,
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
)
