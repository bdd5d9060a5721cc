"""Containers and waits: the engine does these itself; here are their words and parameters."""

from gigafibre_fsm.flows.kinds.base import Kind, Output, Param
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.triggering import events
from gigafibre_fsm.words import N_

ORDER = N_("Order of things")


class Structural(Kind):
	"""A step that is done by the engine."""

	group = ORDER
	structural = True


@kind
class Group(Structural):
	name = "group"
	label = N_("Group")
	icon = "box"
	help = N_("Keeps steps together, so that a failure in one of them can be answered for all.")


@kind
class Parallel(Structural):
	name = "parallel"
	label = N_("At the same time")
	icon = "split"
	help = N_(
		"Lanes that start together. It is done when all are, or when the first is and the others are cancelled."
	)
	params = (
		Param(
			"join",
			N_("Goes on when"),
			"select",
			required=True,
			options=(("all", N_("all lanes are done")), ("any", N_("the first lane is done"))),
			default="all",
		),
	)


@kind
class Branch(Structural):
	name = "branch"
	label = N_("Branch")
	icon = "git-branch"
	help = N_("Takes the first case whose condition is true, else the last lane.")
	params = (
		Param(
			"cases",
			N_("Cases"),
			"cases",
			required=True,
			help=N_("From top to bottom: the first true one is taken."),
		),
	)


@kind
class Loop(Structural):
	name = "loop"
	label = N_("For each")
	icon = "repeat"
	help = N_("Does its steps once for each element of a list, one after the other.")
	params = (
		Param(
			"over",
			N_("List"),
			"expression",
			required=True,
			help=N_("What gives the list, such as a table of the record or the output of a step."),
		),
		Param(
			"item",
			N_("Call each element"),
			"text",
			default="item",
			help=N_("Letters, digits and underscores."),
		),
		Param(
			"max",
			N_("At most"),
			"number",
			default=100,
			help=N_("A longer list fails the step instead of being cut short. Up to 1000."),
		),
	)


UNITS = (
	("minutes", N_("minutes")),
	("hours", N_("hours")),
	("days", N_("days")),
	("weeks", N_("weeks")),
)
EVENTS = tuple((name, event.label) for name, event in events.EVENTS.items() if event.source)


@kind
class Wait(Structural):
	name = "wait"
	label = N_("Wait")
	icon = "clock"
	help = N_("Waits for a while, until a date of the record, or until something happens.")
	params = (
		Param(
			"mode",
			N_("Wait"),
			"select",
			required=True,
			options=(
				("duration", N_("for a while")),
				("date", N_("until a date")),
				("event", N_("until it happens")),
			),
			default="duration",
		),
		Param(
			"field",
			N_("Date"),
			"text",
			required=True,
			help=N_("Where the date is, such as doc.scheduled_start. One that is past is not waited for."),
			depends_on=("mode", ("date",)),
		),
		Param(
			"amount",
			N_("How long"),
			"number",
			default=1,
			help=N_("With a date: how long after it; a negative number is before it."),
			depends_on=("mode", ("duration", "date")),
		),
		Param(
			"unit",
			N_("Unit"),
			"select",
			options=UNITS,
			default="days",
			depends_on=("mode", ("duration", "date")),
		),
		Param("event", N_("Event"), "select", required=True, options=EVENTS, depends_on=("mode", ("event",))),
		Param(
			"timeout_amount",
			N_("At most"),
			"number",
			help=N_("Empty waits for as long as it takes."),
			depends_on=("mode", ("event",)),
		),
		Param(
			"timeout_unit",
			N_("Unit"),
			"select",
			options=UNITS,
			default="days",
			depends_on=("mode", ("event",)),
		),
		Param(
			"on_timeout",
			N_("When it has not happened by then"),
			"select",
			options=(("continue", N_("go on")), ("fail", N_("fail"))),
			default="continue",
			depends_on=("mode", ("event",)),
		),
	)
	outputs = (
		Output("timed_out", N_("It did not happen in time"), "check"),
		Output("event", N_("What happened"), "json"),
	)
