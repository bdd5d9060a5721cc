"""The words invented people, shops and streets are made of."""

FIRST_NAMES = (
	"Alexandre Alice Amélie André Anne Annie Antoine Audrey Benoît Camille Caroline Catherine Chantal Charles Chloé "
	"Claude Cédric Daniel Danielle David Denis Diane Dominic Élise Émile Émilie Éric Étienne Ève Félix Florence "
	"François Françoise Gabriel Geneviève Gilles Ginette Guillaume Guy Hélène Henri Hugo Isabelle Jacques Jean "
	"Jérôme Joanie Johanne Jonathan Josée Julie Karine Laurence Léa Line Louis Louise Luc Lucie Manon Marc Marie "
	"Martin Mathieu Maude Maxime Mélanie Michel Michèle Monique Nathalie Nicolas Noémie Normand Olivier Pascal "
	"Patrick Paul Pierre Raymond Réjean Renée Robert Roger Samuel Sarah Sébastien Simon Sophie Stéphane Sylvain "
	"Sylvie Thérèse Valérie Véronique Vincent William Yves Zoé"
).split()
LAST_NAMES = (
	"Arsenault Asselin Beaudoin Beaulieu Bédard Bélanger Bergeron Bernier Bérubé Blais Boisvert Bouchard Boucher "
	"Boudreau Breton Caron Champagne Charbonneau Charron Cloutier Côté Couture Cyr Demers Deschamps Desjardins "
	"Desrosiers Dubé Dubois Dufour Dumont Dupuis Émond Fontaine Fortin Fournier Gagné Gagnon Gaudreault Gauthier "
	"Gendron Giguère Girard Godin Gosselin Goulet Gravel Grenier Guay Harvey Hébert Houle Jacques Jean Labelle "
	"Lachance Lacroix Lajoie Lambert Landry Langlois Lapierre Lapointe Larouche Lavoie Lebel Leblanc Leclerc Leduc "
	"Lefebvre Legault Lemay Lemieux Lepage Lessard Lévesque Martel Martin Mercier Michaud Morin Nadeau Ouellet "
	"Paquette Paradis Parent Pelletier Perreault Perron Plante Poirier Poulin Proulx Raymond Richard Rioux "
	"Rousseau Roy Savard Simard St-Pierre Tardif Tessier Thériault Thibault Tremblay Trudel Turcotte Vachon "
	"Vaillancourt Villeneuve"
).split()
SHOPS = (
	"Boulangerie",
	"Garage",
	"Pharmacie",
	"Clinique",
	"Dépanneur",
	"Auberge",
	"Salon",
	"Ferme",
	"Atelier",
	"Épicerie",
)
ROADS = ("rue", "rue", "rue", "rue", "avenue", "boulevard", "chemin", "montée", "place", "rang")
NOUNS = (
	"des Érables",
	"des Bouleaux",
	"des Pins",
	"des Cèdres",
	"des Tilleuls",
	"des Saules",
	"des Merisiers",
	"des Pommiers",
	"des Lilas",
	"des Genévriers",
	"des Hirondelles",
	"des Sittelles",
	"du Colibri",
	"du Cormoran",
	"du Harfang",
	"du Ruisseau",
	"de la Rivière",
	"du Lac-Bleu",
	"du Moulin",
	"de la Fontaine",
	"de la Colline",
	"du Sommet",
	"du Belvédère",
	"du Verger",
	"de la Sucrerie",
	"de l'Église",
	"de la Gare",
	"de l'Industrie",
	"du Marché",
	"des Ateliers",
	"des Voyageurs",
	"de la Côte-Verte",
	"du Versant",
	"de la Sapinière",
	"du Téléphérique",
	"du Vieux-Moulin",
	"Sainte-Cécile",
	"Saint-Onésime",
	"Principale",
	"de la Montagne",
)
SUBJECTS = (
	"Internet lent",
	"Plus d'Internet",
	"Le Wi-Fi coupe",
	"Question sur la facture",
	"Changement de forfait",
	"Déménagement",
	"Décodeur sans image",
	"Téléphone sans tonalité",
	"Ajout d'une borne",
	"Mot de passe du Wi-Fi",
	"Panne dans le quartier",
	"Retour d'équipement",
)
SENTENCES = (
	"Bonjour, le problème revient tous les soirs depuis lundi.",
	"Nous avons redémarré le modem à distance, pouvez-vous vérifier ?",
	"Merci, tout fonctionne maintenant.",
	"Le technicien passera demain entre 8 h et 12 h.",
	"Le voyant est rouge et rien ne s'affiche sur la télévision.",
	"Votre demande a été transmise à la facturation.",
	"J'ai essayé avec un autre câble, sans succès.",
	"Le signal optique est normal de notre côté.",
	"Pouvez-vous me rappeler après 17 h ?",
	"La mise à jour du modem a été faite cette nuit.",
)
