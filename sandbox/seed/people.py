"""Who lives in the demo: invented households and shops of greater Montréal, and where their doors are."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
	"""A city: its telephone area, the start of its postal codes, its middle."""

	name: str
	area_code: str
	forward_area: str
	latitude: float
	longitude: float


CITIES = {
	city.name: city
	for city in (
		City("Montréal", "514", "H2", 45.5330, -73.5850),
		City("Laval", "450", "H7", 45.5720, -73.7210),
		City("Longueuil", "450", "J4", 45.5310, -73.5130),
		City("Brossard", "450", "J4", 45.4600, -73.4650),
		City("Boucherville", "450", "J4", 45.5950, -73.4390),
		City("Saint-Lambert", "450", "J4", 45.5010, -73.5080),
		City("Blainville", "450", "J7", 45.6700, -73.8820),
		City("Saint-Jérôme", "450", "J7", 45.7790, -74.0020),
		City("Prévost", "450", "J0", 45.8690, -74.0830),
		City("Sainte-Adèle", "450", "J8", 45.9500, -74.1310),
		City("Val-David", "819", "J0", 46.0330, -74.2090),
		City("Mont-Tremblant", "819", "J8", 46.1190, -74.5960),
		City("Québec", "438", "G1", 46.8130, -71.2240),
	)
}


@dataclass(frozen=True, slots=True)
class Household:
	"""A customer at a door. `plans` are keys of catalogue.PLANS; `second` is the other person who may call."""

	name: str
	street: str
	city: str
	plans: tuple[str, ...]
	second: str | None = None
	company: bool = False
	language: str = "fr"


STAR = Household("Maude Tremblay", "12 rue des Érables", "Longueuil", ("F500", "TV", "TEL"), "Louis Gagnon")

# Each of these shows one thing that goes wrong (network.CASES); the others are well.
TROUBLED = (
	Household("Réjean Bouchard", "48 chemin du Lac-Bleu", "Sainte-Adèle", ("F150", "TEL"), "Ginette Roy"),
	Household("Émilie Côté", "231 rue des Tilleuls", "Boucherville", ("F500", "TV")),
	Household("Jean-François Lévesque", "7 montée des Pins", "Val-David", ("F150",)),
	Household("Chloé Bergeron", "1540 avenue du Verger", "Montréal", ("F1000",), "Samuel Ouellet"),
	Household("Yvon Desrosiers", "19 rue de la Sucrerie", "Prévost", ("F150", "TV", "TEL")),
	Household("Nathalie Girard", "88 rue du Moulin", "Saint-Jérôme", ("F500",)),
	Household("Huguette Paquette", "3 rang des Hirondelles", "Mont-Tremblant", ("F150", "TEL")),
	Household("William O'Brien", "402 rue Fairmount-du-Parc", "Saint-Lambert", ("F500",), language="en"),
)

BUSINESSES = (
	Household("Boulangerie du Faubourg", "310 rue du Marché", "Longueuil", ("F500", "TEL"), company=True),
	Household(
		"Clinique dentaire Rive-Nord",
		"2200 boulevard des Lilas",
		"Blainville",
		("F1000", "TEL"),
		company=True,
	),
	Household(
		"Auberge du Grand Pic",
		"95 chemin des Voyageurs",
		"Mont-Tremblant",
		("F1000", "TV", "TEL"),
		company=True,
	),
	Household(
		"Garage Thibault et Fils", "1130 rue de l'Industrie", "Saint-Jérôme", ("F150", "TEL"), company=True
	),
	Household("Studio Lumen Architecture", "77 rue des Ateliers", "Montréal", ("F1000",), company=True),
)

# name | street | city | plans [| other person]; an asterisk marks those who read English.
ROWS = """
Alexandre Gagné | 15 rue des Érables | Longueuil | F500 TV | Annie Gagné
Sylvie Morin | 27 rue des Érables | Longueuil | F150
Marc-André Pelletier | 9 rue du Ruisseau | Longueuil | F1000 | Julie Pelletier
Isabelle Fortin | 640 rue des Bouleaux | Brossard | F500 TV TEL
Mohamed Benali | 1212 rue des Bouleaux | Brossard | F1000
Geneviève Lavoie | 58 place des Cèdres | Brossard | F500
Stéphane Poirier | 401 rue de la Colline | Boucherville | F150 TV
Thi Lan Nguyen | 33 rue des Saules | Boucherville | F500 | Minh Nguyen
Karine Lapointe | 810 rue des Saules | Boucherville | F500
Daniel Leblanc | 144 avenue de la Rivière | Saint-Lambert | F1000 TV
Margaret Hughes* | 62 avenue de la Rivière | Saint-Lambert | F500 TEL
Catherine Simard | 5 rue du Belvédère | Saint-Lambert | F150
Patrick Hébert | 2045 rue de la Fontaine-Bleue | Montréal | F1000
Amélie Cloutier | 2061 rue de la Fontaine-Bleue | Montréal | F500
Olivier Dubé | 3310 avenue des Merisiers | Montréal | F500 TV
Fatou Diallo | 3318 avenue des Merisiers | Montréal | F150
Vincent Beaulieu | 718 rue du Vieux-Port-Neuf | Montréal | F1000
Sophie Caron | 1501 avenue du Verger | Montréal | F500 | Renée Caron
Gabriel Martel | 1566 avenue du Verger | Montréal | F150
David Cohen* | 940 avenue des Platanes | Montréal | F1000 TV
Josée Thériault | 21 rue des Pommiers | Laval | F500 TV TEL
Benoît Champagne | 350 rue des Pommiers | Laval | F150
Valérie Bélanger | 1180 boulevard des Roseaux | Laval | F1000
Carlos Hernandez | 1422 boulevard des Roseaux | Laval | F500 | Maria Hernandez
Mélanie Boucher | 66 rue du Cormoran | Laval | F500 TV
Michel Arsenault | 4 rue du Colibri | Blainville | F1000 TV TEL | Lise Arsenault
Audrey Fournier | 118 rue du Colibri | Blainville | F500
Pierre-Luc Gauthier | 205 chemin de la Côte-Verte | Blainville | F500
Noémie Rousseau | 17 rue Sainte-Cécile-du-Nord | Saint-Jérôme | F150 TV
Éric Villeneuve | 390 rue du Moulin | Saint-Jérôme | F500
Martine Deschamps | 52 rue des Genévriers | Saint-Jérôme | F150 TEL
Félix Nadeau | 9 rue des Genévriers | Saint-Jérôme | F1000
Andrée-Anne Lemieux | 1075 montée du Versant | Prévost | F500
Guillaume Savard | 28 montée du Versant | Prévost | F500 TV
Line Turcotte | 410 chemin du Lac-Bleu | Sainte-Adèle | F150 TEL | Raymond Turcotte
Jérôme Lambert | 77 rue du Sommet | Sainte-Adèle | F1000
Marie-Ève Gosselin | 13 rue du Sommet | Sainte-Adèle | F500 TV
Normand Picard | 1 chemin de la Sapinière-Haute | Val-David | F150
Laurence Dufour | 64 chemin de la Sapinière-Haute | Val-David | F500
Sarah Mitchell* | 230 chemin des Voyageurs | Mont-Tremblant | F1000 TV
François Tessier | 8 rue du Téléphérique | Mont-Tremblant | F500
Diane Charbonneau | 45 rue du Téléphérique | Mont-Tremblant | F150 TV TEL
Mathieu Bédard | 515 côte du Belvédère-Nord | Québec | F1000
Maude Trembley | 129 rue des Sittelles | Québec | F500
Anne-Marie Plante | 22 rue des Sittelles | Québec | F500 TV
"""


def _row(line: str) -> Household:
	name, street, city, plans, *second = (part.strip() for part in line.split("|"))
	language = "en" if name.endswith("*") else "fr"
	second_name = second[0] if second else None
	return Household(name.rstrip("*"), street, city, tuple(plans.split()), second_name, language=language)


CONTENT = tuple(_row(line) for line in ROWS.strip().splitlines())
HOUSEHOLDS = (STAR, *TROUBLED, *BUSINESSES, *CONTENT)


def postal_code(city: City, dice: random.Random) -> str:
	"""A code of the right shape in this city's area, such as "J4K 3X8"."""
	letters = "ABCEGHJKLMNPRSTVXYZ"
	last = f"{dice.randrange(1, 10)}{dice.choice(letters)}{dice.randrange(1, 10)}"
	return f"{city.forward_area}{dice.choice(letters)} {last}"


def position(city: City, dice: random.Random) -> tuple[float, float]:
	"""A point within two kilometres or so of the middle of the city: (latitude, longitude)."""
	return (
		round(city.latitude + dice.uniform(-0.018, 0.018), 6),
		round(city.longitude + dice.uniform(-0.025, 0.025), 6),
	)


class Telephones:
	"""Numbers of the range kept for fiction (555-0101 to 555-0199), each given once; 555-0100 is the company's own."""

	def __init__(self) -> None:
		self.given: dict[str, int] = {}

	def next(self, area_code: str) -> str:
		"""Return the next number of an area, in E.164."""
		number = self.given.get(area_code, 1)
		self.given[area_code] = number + 1
		return f"+1{area_code}55501{number:02d}"
