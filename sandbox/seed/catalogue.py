"""What the demo ISP sells: plans (ERPNext items), and the skills its technicians need."""

from dataclasses import dataclass

from sandbox.seed.records import ensure, root_of


@dataclass(frozen=True, slots=True)
class Plan:
	"""A plan: its item, its price a month in CAD, its speeds in Mbit/s."""

	item: str
	name: str
	kind: str
	price: float
	down: int = 0
	up: int = 0
	olt_profile: str = ""


PLANS = {
	"F150": Plan("FIBRE-150", "Fibre 150 Mbit/s", "Internet", 59.95, 150, 150, "GPON-150"),
	"F500": Plan("FIBRE-500", "Fibre 500 Mbit/s", "Internet", 74.95, 500, 500, "GPON-500"),
	"F1000": Plan("FIBRE-1000", "Fibre 1 Gbit/s", "Internet", 94.95, 1000, 1000, "GPON-1000"),
	"TV": Plan("TELE-CHOIX", "Télé au choix", "IPTV", 29.95),
	"TEL": Plan("TELEPHONIE", "Téléphonie illimitée", "VoIP", 14.95),
}

# Speeds and prices are not all: what stands in homes and vans has items too.
GOODS = {
	"ONT-XX230V": "ONT Wi-Fi 6 TP-Link XX230v",
	"AP-EX220": "Borne maillée TP-Link EX220",
	"DECODEUR-4K": "Décodeur 4K",
	"CABLE-DROP-50": "Câble de branchement, 50 m",
	"CONNECTEUR-SC": "Connecteur SC/APC",
}

TAGS = (
	("Fibre", "Skill", "#0D9488"),
	("TV", "Service", "#7C3AED"),
	("Téléphonie", "Service", "#2563EB"),
	("Épissure", "Skill", "#B45309"),
	("Travail en hauteur", "Skill", "#BE123C"),
	("Rive-Sud", "Region", "#4D7C0F"),
	("Laurentides", "Region", "#15803D"),
	("Montréal", "Region", "#0369A1"),
)


def seed_catalogue() -> None:
	"""Items of the plans and goods, customer groups, and tags."""
	for group in ("Forfaits", "Équipement"):
		ensure("Item Group", group, item_group_name=group, parent_item_group=root_of("Item Group"))
	ensure("UOM", "Nos", uom_name="Nos")
	for plan in PLANS.values():
		_item(plan.item, plan.name, "Forfaits", plan)
	for code, name in GOODS.items():
		_item(code, name, "Équipement")
	root = root_of("Customer Group")
	for group in ("Résidentiel", "Affaires"):
		ensure("Customer Group", group, customer_group_name=group, parent_customer_group=root)
	ensure("Territory", "Québec", territory_name="Québec", parent_territory=root_of("Territory"))
	for name, kind, color in TAGS:
		ensure("Dispatch Tag", name, tag_name=name, tag_type=kind, color=color)


def _item(code: str, name: str, group: str, plan: Plan | None = None) -> None:
	speeds = (
		{"download_speed": plan.down, "upload_speed": plan.up, "olt_profile": plan.olt_profile}
		if plan
		else {}
	)
	about = {"item_code": code, "item_name": name, "item_group": group, "stock_uom": "Nos"}
	ensure("Item", code, **about, is_stock_item=0, is_sales_item=1, **speeds)
