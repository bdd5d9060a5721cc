"""VROOM on our problems, where pyvroom can be imported: another solver to be measured against."""

from datetime import timedelta

from gigafibre_fsm.dispatch.models import Plan, Problem, Unassigned, Visit
from gigafibre_fsm.dispatch.reasons import Reason
from gigafibre_fsm.dispatch.world import World

try:
	import numpy
	import vroom
except ImportError:
	vroom = None

# Beyond these it takes minutes.
MOST_JOBS = 500
DEEPEST = 5
HIGHEST_PRIORITY = 100


def plan(problem: Problem, seconds: float = 10.0) -> Plan | None:
	"""VROOM's plan at its deepest level, or None where it is not installed or the problem is too large for it."""
	if vroom is None or len(problem.jobs) > MOST_JOBS:
		return None
	world = World(problem)
	asked = vroom.Input()
	places = range(len(world.rows.places))
	matrix = [[world.rows[one][other] for other in places] for one in places]
	asked.set_durations_matrix("car", numpy.array(matrix, dtype=numpy.uint32))
	parts = sorted({part for job in problem.jobs for part in job.parts})
	for shift in range(len(world.frames)):
		asked.add_vehicle(_vehicle(world, shift, parts))
	asked.add_job([_job(world, number, parts) for number in range(len(problem.jobs))])
	solution = asked.solve(exploration_level=DEEPEST, nb_threads=1, timeout=timedelta(seconds=seconds))
	return _plan(world, solution.to_dict())


def _vehicle(world: World, shift: int, parts: list[str]) -> "vroom.Vehicle":
	frame = world.frames[shift]
	technician = world.technicians[frame.technician]
	many = 10**6
	stock = [many if technician.stock is None else technician.stock.get(part, 0) for part in parts]
	# A job asks for a skill of its own, which those have who may do it: levels and territories are in that.
	able = {number for number in range(len(world.jobs)) if shift in world.possible(number)}
	breaks = [
		vroom.Break(number, [vroom.TimeWindow(pause.earliest, pause.latest)], pause.duration)
		for number, pause in enumerate(frame.breaks)
	]
	return vroom.Vehicle(
		shift,
		frame.start,
		frame.end,
		capacity=[many if technician.capacity is None else technician.capacity, *stock],
		skills=able,
		time_window=vroom.TimeWindow(frame.ready, frame.limit),
		breaks=breaks,
	)


def _job(world: World, number: int, parts: list[str]) -> "vroom.Job":
	job, work = world.jobs[number], world.works[number]
	return vroom.Job(
		number,
		work.place,
		default_service=work.duration,
		delivery=vroom.Amount([job.load, *(job.parts.get(part, 0) for part in parts)]),
		skills={number},
		priority=max(0, HIGHEST_PRIORITY - 10 * job.priority),
		time_windows=[vroom.TimeWindow(window.start, window.end) for window in work.windows],
	)


def _plan(world: World, answer: dict) -> Plan:
	visits = []
	travel = late = 0
	for route in answer["routes"]:
		frame = world.frames[route["vehicle"]]
		travel += route["duration"]
		late += max(0, route["steps"][-1]["arrival"] - frame.due)
		steps = [step for step in route["steps"] if step["type"] == "job"]
		visits += [_visit(world, frame, step) for step in steps]
	served = {visit.job for visit in visits}
	out = tuple(
		Unassigned(job.name, Reason("no_room", {"able": 0})) for job in world.jobs if job.name not in served
	)
	return Plan(tuple(visits), out, travel=travel, overtime=late)


def _visit(world: World, frame, step: dict) -> Visit:
	start = step["arrival"] + step["waiting_time"]
	name = world.technicians[frame.technician].name
	job = world.jobs[step["id"]]
	return Visit(
		job.name, name, frame.shift, step["arrival"], step["arrival"], start, start + job.duration, 0
	)
