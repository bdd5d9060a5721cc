"""Small problems for tests: hours of one day, places on a plane of seconds."""

import random

from gigafibre_fsm.dispatch.models import Break, Job, Place, Problem, Shift, Technician, Travel, Window

HOUR = 3600
HOME = Place(45.5, -73.6)


def east(kilometres: float) -> Place:
	"""A place so far east of home, at 45.5° north."""
	return Place(45.5, -73.6 + kilometres / 78.0)


def shift(start: float = 8, end: float = 16, home: Place = HOME, **others) -> Shift:
	return Shift(int(start * HOUR), int(end * HOUR), home, home, **others)


def lunch(earliest: float = 11.5, latest: float = 13, minutes: int = 30) -> Break:
	return Break(int(earliest * HOUR), int(latest * HOUR), minutes * 60)


def technician(name: str, *shifts: Shift, **others) -> Technician:
	return Technician(name, shifts or (shift(),), **others)


def job(name: str, kilometres: float = 5, minutes: int = 60, **others) -> Job:
	return Job(name, east(kilometres), minutes * 60, **others)


def window(start: float, end: float) -> Window:
	return Window(int(start * HOUR), int(end * HOUR))


def problem(technicians, jobs, **others) -> Problem:
	return Problem(tuple(technicians), tuple(jobs), Travel(speed_kmh=60, road_factor=1.0), **others)


def random_day(technicians: int, jobs: int, seed: int, days: int = 1) -> Problem:
	"""Days of a town 40 km wide: lunches, two skills, ONTs in the van, half of the jobs promised to a half-day."""
	chance = random.Random(seed)

	def place() -> Place:
		return Place(45.3 + chance.random() * 0.36, -73.9 + chance.random() * 0.5)

	def shifts(home: Place) -> tuple[Shift, ...]:
		return tuple(
			Shift(
				start := day * 86_400 + 8 * HOUR,
				start + 8 * HOUR + 1800,
				home,
				home,
				(_lunch(day),),
				HOUR // 2,
			)
			for day in range(days)
		)

	vans = tuple(
		Technician(
			f"T{number}",
			shifts(place()),
			{"fibre": chance.randint(1, 3), "tv": chance.randint(1, 3)},
			{"ont": 6 * days},
		)
		for number in range(technicians)
	)
	return Problem(vans, tuple(_random_job(chance, number, place(), days) for number in range(jobs)))


def _lunch(day: int) -> Break:
	start = day * 86_400
	return Break(start + 11 * HOUR + 1800, start + 13 * HOUR, 1800)


def _random_job(chance: random.Random, number: int, place: Place, days: int) -> Job:
	morning = chance.randrange(days) * 86_400 + chance.choice([8, 12]) * HOUR
	promised = (Window(morning, morning + 4 * HOUR),) if chance.random() < 0.5 else ()
	return Job(
		f"J{number}",
		place,
		chance.choice([1200, 1800, 2700, 3600]),
		promised,
		{chance.choice(["fibre", "tv"]): chance.choice([1, 1, 2])},
		{"ont": 1} if chance.random() < 0.3 else {},
		priority=chance.choice([1, 2, 2, 2, 3]),
	)
