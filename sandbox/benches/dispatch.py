"""`make bench-dispatch`: jobs served, travel, seconds and memory of the planner.

Solomon's instances from a folder (fleet fixed to the best-known count, Euclidean distance not rounded), then generated days
and a fortnight; beside the plain insertion heuristic and, where pyvroom can be imported, VROOM on the same data.
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import TypeVar

from gigafibre_fsm.dispatch import plan, plan_plainly, suggest
from gigafibre_fsm.dispatch.models import Budget, Job, Plan, Problem
from gigafibre_fsm.dispatch.testing import random_day
from gigafibre_fsm.dispatch.violations import violations
from sandbox.benches import vroom_planner
from sandbox.benches.figures import line
from sandbox.benches.solomon import Best, Instance, best_known, read_all, solution_of

Answer = TypeVar("Answer")

# Technicians, jobs, days, seconds the planner gets.
DAYS = ((8, 60, 1, 2.0), (40, 400, 1, 10.0), (50, 4000, 14, 60.0))
SLOT_CALLS = 5


def main() -> None:
	chosen = _options()
	if chosen.dir:
		for seconds in chosen.seconds:
			solomon(chosen.dir, chosen.best, chosen.only, seconds)
	if not chosen.no_days:
		for technicians, jobs, days, seconds in DAYS:
			day(technicians, jobs, days, seconds)
		slots()


def _options() -> argparse.Namespace:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--dir", type=Path, help="a folder of instances in Solomon's text format")
	parser.add_argument("--best", type=Path, help="lines of: name vehicles distance")
	parser.add_argument("--only", nargs="*", default=[], help="these instances only")
	parser.add_argument("--seconds", nargs="*", type=float, default=[1.0, 10.0])
	parser.add_argument("--no-days", action="store_true")
	return parser.parse_args()


def solomon(folder: Path, best_file: Path | None, only: list[str], seconds: float) -> None:
	"""Each instance in so many seconds, and the average gap."""
	best, gaps = best_known(folder, best_file), []
	print(f"\nSolomon's instances of {folder}, {seconds:g} s each")
	print(
		f"{'':<8}{'fleet':>6}{'served':>9}{'distance':>11}{'best':>11}{'gap':>9}{'seconds':>9}{'plain':>16}{'VROOM':>16}"
	)
	for instance in read_all(folder, only):
		known = best.get(instance.name.lower()) or solution_of(folder, instance)
		gap = _instance(instance, known, seconds)
		gaps += [gap] if gap is not None else []
	if gaps:
		print(f"average gap of {len(gaps)} that serve every customer: {mean(gaps):.2f} %")


def _instance(instance: Instance, known: Best | None, seconds: float) -> float | None:
	problem = instance.problem(known.vehicles if known else instance.vehicles)
	found, took = _timed(lambda: plan(problem, seed=1, budget=Budget(seconds)))
	broken = violations(problem, found)
	length = instance.length(found)
	gap = (length / known.distance - 1) * 100 if known else None
	print(
		f"{instance.name:<8}{len(problem.technicians):>6}{_served(problem, found):>9}{length:>11.2f}"
		f"{known.distance if known else 0:>11.2f}{gap if gap is not None else 0:>8.2f}%{took:>9.2f}"
		f"{_short(instance, problem, plan_plainly):>16}{_short(instance, problem, lambda problem: vroom_planner.plan(problem, seconds)):>16}"
		f"{'  cut short' if found.cut_short else ''}{f'  BROKEN: {broken[0]}' if broken else ''}",
		flush=True,
	)
	return gap if not found.unassigned else None


def _short(instance: Instance, problem: Problem, planner: Callable[[Problem], Plan | None]) -> str:
	"""Served and distance of another planner."""
	found = planner(problem)
	return "-" if found is None else f"{len(found.visits)} {instance.length(found):.2f}"


def day(technicians: int, jobs: int, days: int, seconds: float) -> None:
	"""A generated day or fortnight by three planners."""
	problem = random_day(technicians, jobs, seed=1, days=days)
	print(f"\n{technicians} technicians, {jobs} jobs, {days} day{'s' * (days > 1)}, {seconds:g} s")
	for name, planner in (
		("plain heuristic", plan_plainly),
		("planner", lambda problem: plan(problem, seed=1, budget=Budget(seconds))),
		("VROOM", lambda problem: vroom_planner.plan(problem, seconds)),
	):
		found, took = _timed(lambda planner=planner: planner(problem))
		if found is None:
			print(f"  {name:<16} not here")
			continue
		broken = violations(problem, found) if found.rests else []
		print(
			f"  {name:<16} served {_served(problem, found):<10} travel {found.travel / 3600:7.1f} h  overtime"
			f" {found.overtime / 3600:5.1f} h  {took:6.2f} s  {_megabytes():5.0f} MB"
			f"{'  cut short' if found.cut_short else ''}{f'  breaks {len(broken)} rules: {broken[0]}' if broken else ''}",
			flush=True,
		)


def slots() -> None:
	"""Slots for one job against a full week of eight technicians."""
	week = random_day(8, 8 * 7 * 7, seed=2, days=7)
	full = plan_plainly(week)
	new = Job("new", week.jobs[0].place, 3600, skills={"fibre": 1})
	asked = Problem(week.technicians, (*week.jobs, new), week.travel)
	times = []
	for _call in range(SLOT_CALLS):
		found, took = _timed(lambda: suggest(asked, full, "new"))
		times.append(took * 1000)
	print(f"\n{line(f'slots beside {len(full.visits)} visits of a week ({len(found)} found)', times)}")


def _timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
	began = time.perf_counter()
	return call(), time.perf_counter() - began


def _served(problem: Problem, found: Plan) -> str:
	return f"{sum(visit.lead for visit in found.visits)}/{len(problem.jobs)}"


def _megabytes() -> float:
	"""The most memory this process has had."""
	return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
	main()
