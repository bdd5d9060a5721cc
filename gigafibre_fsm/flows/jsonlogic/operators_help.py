"""The operators of conditions for the editor's list: a name, words, what they take and an example. No frappe."""

from dataclasses import dataclass
from typing import Any

from gigafibre_fsm.words import N_


@dataclass(frozen=True, slots=True)
class Operator:
	"""One operator of JSONLogic, or one of our date helpers."""

	name: str
	label: str
	arguments: str
	example: Any


TWO = N_("two values")
DATES = N_("two dates")
NOTHING = N_("nothing")
ONE_DATE = N_("a date")
LIST_AND_RULE = N_("a list, and a rule for each element (its `var` is the element)")

OPERATORS = (
	Operator("==", N_("is equal to"), TWO, {"==": [{"var": "doc.status"}, "Overdue"]}),
	Operator("!=", N_("is not equal to"), TWO, {"!=": [{"var": "doc.status"}, "Paid"]}),
	Operator(">", N_("is more than"), TWO, {">": [{"var": "doc.outstanding_amount"}, 0]}),
	Operator(">=", N_("is at least"), TWO, {">=": [{"var": "doc.grand_total"}, 500]}),
	Operator(
		"<", N_("is less than"), N_("two values, or three for between"), {"<": [0, {"var": "index"}, 3]}
	),
	Operator("<=", N_("is at most"), N_("two values, or three for between"), {"<=": [{"var": "index"}, 2]}),
	Operator(
		"in",
		N_("is one of, or is in the text"),
		N_("a value, and a list or a text"),
		{"in": [{"var": "doc.priority"}, ["High", "Urgent"]]},
	),
	Operator(
		"and",
		N_("all of these"),
		N_("any number of rules"),
		{"and": [{"var": "customer.mobile_no"}, {"!": {"var": "customer.disabled"}}]},
	),
	Operator(
		"or",
		N_("one of these"),
		N_("any number of rules"),
		{"or": [{"==": [{"var": "doc.job_type"}, "Repair"]}, {"var": "doc.issue"}]},
	),
	Operator("!", N_("is not, or is empty"), N_("one value"), {"!": {"var": "doc.technician"}}),
	Operator("!!", N_("is there"), N_("one value"), {"!!": {"var": "doc.service_location"}}),
	Operator(
		"missing",
		N_("which of these are empty"),
		N_("names of variables"),
		{"missing": ["customer.mobile_no", "customer.email_id"]},
	),
	Operator(
		"if",
		N_("if, then, else"),
		N_("a rule, a value, another value"),
		{"if": [{"var": "customer.email_id"}, "e-mail", "SMS"]},
	),
	Operator("+", N_("plus"), N_("numbers"), {"+": [{"var": "index"}, 1]}),
	Operator(
		"cat", N_("texts put together"), N_("texts"), {"cat": [{"var": "doc.name"}, " / ", {"var": "today"}]}
	),
	Operator(
		"some",
		N_("one element is"),
		LIST_AND_RULE,
		{"some": [{"var": "doc.items"}, {">": [{"var": "qty"}, 1]}]},
	),
	Operator(
		"all",
		N_("all elements are"),
		LIST_AND_RULE,
		{"all": [{"var": "doc.items"}, {">": [{"var": "rate"}, 0]}]},
	),
	Operator(
		"none",
		N_("no element is"),
		LIST_AND_RULE,
		{"none": [{"var": "doc.checklist"}, {"!": {"var": "done"}}]},
	),
	Operator("today", N_("today's date"), NOTHING, {"<": [{"var": "doc.due_date"}, {"today": []}]}),
	Operator(
		"now", N_("the present moment"), NOTHING, {"before": [{"var": "doc.scheduled_start"}, {"now": []}]}
	),
	Operator(
		"date_add",
		N_("a date, so much later"),
		N_("a date, a number (negative is earlier), and minutes, hours, days, weeks, months or years"),
		{"date_add": [{"var": "doc.due_date"}, 10, "days"]},
	),
	Operator(
		"days_between",
		N_("days from one date to another"),
		DATES,
		{">=": [{"days_between": [{"var": "doc.due_date"}, {"today": []}]}, 3]},
	),
	Operator(
		"hours_between",
		N_("hours from one moment to another"),
		DATES,
		{"<": [{"hours_between": [{"now": []}, {"var": "doc.scheduled_start"}]}, 24]},
	),
	Operator("before", N_("is before"), DATES, {"before": [{"var": "doc.due_date"}, {"today": []}]}),
	Operator("after", N_("is after"), DATES, {"after": [{"var": "doc.expected_end"}, {"now": []}]}),
	Operator(
		"weekday", N_("day of the week, Monday is 1"), ONE_DATE, {"<=": [{"weekday": {"today": []}}, 5]}
	),
	Operator("hour", N_("hour of the day, 0 to 23"), ONE_DATE, {"<": [{"hour": {"now": []}}, 20]}),
)
