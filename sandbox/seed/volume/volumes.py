"""How much there is of everything, and the dice each part throws."""

import random
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from frappe.utils import now_datetime

# Telephone numbers kept for fiction: 555-0100 to 555-0199 in every area; these areas first.
AREAS = ("514", "438", "450", "579", "418", "581", "367", "819", "873")


@dataclass(frozen=True, slots=True)
class Volumes:
	"""The volumes the old system held (shared design notes, ORIGINAL.md)."""

	customers: int = 6_667
	subscriptions: int = 21_876
	invoices: int = 115_000
	payments: int = 99_000
	tickets: int = 242_000
	messages: int = 784_000
	devices: int = 7_600
	locations: int = 17_000

	@classmethod
	def at(cls, scale: float) -> "Volumes":
		"""These volumes times `scale`, at least a few of each."""
		return cls(**{field.name: max(10, round(field.default * scale)) for field in fields(cls)})


def dice(part: str) -> random.Random:
	"""Dice that fall the same way each time for a part of the seed."""
	return random.Random(f"gigafibre volume {part}")


def telephone(number: int) -> str:
	"""The telephone number of customer `number`, in E.164; each is given once."""
	areas = [*AREAS, *(str(area) for area in range(201, 990) if str(area) not in AREAS)]
	return f"+1{areas[number // 100 % len(areas)]}55501{number % 100:02d}"


def days_ago(days: float) -> datetime:
	"""The moment so many days ago."""
	return now_datetime() - timedelta(days=days)
