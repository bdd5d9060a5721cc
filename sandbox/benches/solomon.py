"""Instances in Solomon's text format: a vehicle block (number, capacity), then a row a customer, the depot first."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gigafibre_fsm.dispatch.models import Job, Place, Plan, Problem, Shift, Technician, Travel, Window

# The format's unit of time and distance, in our whole seconds: distances are not rounded beyond this.
SCALE = 1000
BEST_NAMES = ("best_known.txt", "best-known.txt", "best_known.csv", "best-known.csv", "bks.txt", "bks.csv")


@dataclass(frozen=True, slots=True)
class Row:
	"""A customer, or the depot."""

	number: int
	x: float
	y: float
	demand: float
	ready: float
	due: float
	service: float


@dataclass(frozen=True, slots=True)
class Instance:
	"""What is in a file."""

	name: str
	vehicles: int
	capacity: int
	rows: tuple[Row, ...]

	def distance(self, one: int, other: int) -> float:
		"""Euclidean, not rounded."""
		return math.hypot(self.rows[one].x - self.rows[other].x, self.rows[one].y - self.rows[other].y)

	def problem(self, vehicles: int) -> Problem:
		"""The instance for so many vehicles, as days of technicians."""
		places = [Place(cell=place) for place in range(len(self.rows))]
		matrix = tuple(
			tuple(round(self.distance(one, other) * SCALE) for other in range(len(self.rows)))
			for one in range(len(self.rows))
		)
		depot = self.rows[0]
		shift = Shift(_scaled(depot.ready), _scaled(depot.due), places[0], places[0])
		vans = tuple(Technician(f"V{number}", (shift,), capacity=self.capacity) for number in range(vehicles))
		jobs = tuple(
			Job(
				str(place),
				places[place],
				_scaled(row.service),
				(Window(_scaled(row.ready), _scaled(row.due)),),
				load=round(row.demand),
			)
			for place, row in enumerate(self.rows)
			if place
		)
		return Problem(vans, jobs, Travel(matrix))

	def length(self, plan: Plan) -> float:
		"""The distance of a plan's tours, not rounded."""
		tours: dict[str, list[int]] = {}
		for visit in sorted(plan.visits, key=lambda visit: visit.start):
			tours.setdefault(visit.technician, []).append(int(visit.job))
		return sum(self.tour(tour) for tour in tours.values())

	def tour(self, tour: list[int]) -> float:
		"""The distance of one tour from the depot and back."""
		return sum(self.distance(one, other) for one, other in zip([0, *tour], [*tour, 0], strict=True))


@dataclass(frozen=True, slots=True)
class Best:
	"""The best solution known: how many vehicles, what distance."""

	vehicles: int
	distance: float


def _scaled(value: float) -> int:
	return round(value * SCALE)


def read_instance(path: Path) -> Instance:
	"""Read an instance. Raises ValueError with the file's name when it is not in the format."""
	lines = path.read_text(errors="replace").splitlines()
	numbers = [values for line in lines if (values := _numbers(line))]
	if len(numbers) < 2 or len(numbers[0]) != 2:
		raise ValueError(f"{path.name}: no vehicle block (number, capacity) of Solomon's format")
	rows = [Row(int(values[0]), *values[1:7]) for values in numbers[1:] if len(values) >= 7]
	if not rows:
		raise ValueError(f"{path.name}: no customer rows of seven numbers")
	return Instance(path.stem, int(numbers[0][0]), int(numbers[0][1]), tuple(rows))


def _numbers(line: str) -> list[float]:
	words = line.split()
	try:
		return [float(word) for word in words]
	except ValueError:
		return []


def read_all(folder: Path, only: list[str]) -> Iterator[Instance]:
	"""The instances of a folder by name; files in another format are passed over."""
	wanted = {name.lower() for name in only}
	for path in sorted(folder.iterdir()):
		if path.suffix.lower() != ".txt" or (wanted and path.stem.lower() not in wanted):
			continue
		try:
			yield read_instance(path)
		except ValueError:
			continue


def best_known(folder: Path, file: Path | None) -> dict[str, Best]:
	"""The best known by instance (lower case), from a file of `name vehicles distance` lines when there is one."""
	path = file or next((folder / name for name in BEST_NAMES if (folder / name).exists()), None)
	if path is None:
		return {}
	found = {}
	for line in path.read_text().splitlines():
		words = [word for word in re.split(r"[\s,;:|]+", line.strip()) if word]
		if len(words) >= 3 and words[1].isdigit() and re.fullmatch(r"\d+(\.\d+)?", words[2]):
			found[words[0].lower()] = Best(int(words[1]), float(words[2]))
	return found


def solution_of(folder: Path, instance: Instance) -> Best | None:
	"""The best known from the routes of `<name>.sol`, its distance worked out from them."""
	path = folder / f"{instance.name}.sol"
	if not path.exists():
		return None
	routes = re.findall(r"route\s*#?\d+\s*:\s*([\d ]+)", path.read_text(), re.IGNORECASE)
	tours = [[int(word) for word in route.split()] for route in routes]
	return Best(len(tours), sum(map(instance.tour, tours))) if tours else None
