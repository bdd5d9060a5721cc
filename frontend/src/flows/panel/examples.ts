/** Conditions of our trade to begin from. Each is offered where the variable it is about is known. */

import type { JsonLogic } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import type { Known } from "./known";

export interface Example {
	label: string;
	rule: JsonLogic;
}

interface Pattern {
	about: RegExp;
	label: () => string;
	rule: (path: string) => JsonLogic;
}

const is =
	(value: string) =>
	(path: string): JsonLogic => ({ "==": [{ var: path }, value] });
const TODAY: JsonLogic = { var: "today" };
const daysSince = (path: string): JsonLogic => ({ days_between: [{ var: path }, TODAY] });
const daysUntil = (path: string): JsonLogic => ({ days_between: [TODAY, { var: path }] });

const PATTERNS: Pattern[] = [
	{
		about: /(^|[._])rx(_dbm|_power)?$/,
		label: () => __("Rx below −27 dBm"),
		rule: (path) => ({ "<": [{ var: path }, -27] }),
	},
	{
		about: /\.(ok|passed)$/,
		label: () => __("the line is good"),
		rule: (path) => ({ "!!": [{ var: path }] }),
	},
	{
		about: /^doc\.due_date$/,
		label: () => __("overdue by more than 10 days"),
		rule: (path) => ({ ">": [daysSince(path), 10] }),
	},
	{
		about: /^doc\.outstanding_amount$/,
		label: () => __("something is still to be paid"),
		rule: (path) => ({ ">": [{ var: path }, 0] }),
	},
	{
		about: /^doc\.(plan|plan_name|item_name|service_plan)$/,
		label: () => __("on a plan with TV"),
		rule: (path) => ({ in: ["TV", { var: path }] }),
	},
	{
		about: /^doc\.subscription_type$|^doc\.service_type$/,
		label: () => __("the service is Internet"),
		rule: is("Internet"),
	},
	{
		about: /^doc\.job_type$/,
		label: () => __("an installation or a repair"),
		rule: (path) => ({ in: [{ var: path }, ["Installation", "Repair"]] }),
	},
	{
		about: /^doc\.scheduled_(start|date)$/,
		label: () => __("the visit is in less than 2 days"),
		rule: (path) => ({ "<": [daysUntil(path), 2] }),
	},
	{
		about: /^doc\.priority$/,
		label: () => __("high priority"),
		rule: (path) => ({ in: [{ var: path }, ["High", "Urgent"]] }),
	},
	{
		about: /^customer\.mobile_no$/,
		label: () => __("the customer has a mobile number"),
		rule: (path) => ({ "!!": [{ var: path }] }),
	},
	{
		about: /^customer\.customer_type$/,
		label: () => __("a residential customer"),
		rule: is("Individual"),
	},
	{
		about: /^customer\.customer_group$/,
		label: () => __("a commercial customer"),
		rule: is("Commercial"),
	},
	{
		about: /\.timed_out$/,
		label: () => __("it did not happen in time"),
		rule: (path) => ({ "!!": [{ var: path }] }),
	},
	{
		about: /\.sent$/,
		label: () => __("the message could not be sent"),
		rule: (path) => ({ "!": [{ var: path }] }),
	},
	{
		about: /^trigger\.amount$/,
		label: () => __("100 or more was paid"),
		rule: (path) => ({ ">=": [{ var: path }, 100] }),
	},
];

/** The examples that make sense here; a step's say which step ("Check the line: Rx below −27 dBm"). */
export function examplesFor(fields: Iterable<Known>): Example[] {
	return [...fields].flatMap(({ path, fullLabel }) =>
		PATTERNS.filter(({ about }) => about.test(path)).map(({ label, rule }) => ({
			label: path.startsWith("steps.") ? `${fullLabel.split(" › ")[0]}: ${label()}` : label(),
			rule: rule(path),
		})),
	);
}
