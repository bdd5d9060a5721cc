"""Tasks that flows give to people (shapes: frontend/src/api/flowRunTypes.ts)."""

from gigafibre_fsm import flows
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.api.arguments import as_object
from gigafibre_fsm.api.conversations import LAST
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.permissions import OPS


@endpoint(roles=OPS)
def tasks(view: str = "mine", start: int = 0) -> dict:
	"""Return `{rows, has_more, counts}` of a view: mine, open or done (flows.list_tasks)."""
	return flows.list_tasks(view, min(max(start, 0), LAST))


@endpoint(roles=OPS)
def task(name: str) -> dict:
	"""Return a task, its form and its answers (flows.show_task)."""
	return flows.show_task(name)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def complete(name: str, answers: str | dict = "{}") -> dict:
	"""Answer a task: its run goes on (flows.complete_task)."""
	return flows.complete_task(name, as_object(answers, "answers"))


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def assign(name: str, user: str = "") -> dict:
	"""Give a task to somebody of the staff, or to whoever has its role (flows.assign_task)."""
	return flows.assign_task(name, user)
