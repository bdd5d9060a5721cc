/**
 * Rows of a condition (variable, operator, value) ↔ JSONLogic. What rows can say comes back from JSONLogic the same, or
 * in another way of writing that means the same; what they cannot is left alone: `rowsOf` answers null and the rule is
 * edited as it is written.
 */

import type { Json, JsonLogic } from "@/api/flowTypes";

export type Operator =
	| "equals"
	| "differs"
	| "less"
	| "atMost"
	| "more"
	| "atLeast"
	| "contains"
	| "lacks"
	| "oneOf"
	| "noneOf"
	| "filled"
	| "empty"
	| "before"
	| "after"
	| "daysAgoMore"
	| "daysAgoAtLeast"
	| "daysAgoAtMost"
	| "daysAgoLess"
	| "daysAheadMore"
	| "daysAheadAtLeast"
	| "daysAheadAtMost"
	| "daysAheadLess";

export interface Row {
	path: string;
	operator: Operator;
	/** A literal, a list for oneOf and noneOf, a number of days, `{"var": path}` for another variable; null where none is asked. */
	value: Json;
}

export interface Rows {
	join: "all" | "any";
	rows: Row[];
}

type Rule = Record<string, Json>;

interface Shape {
	write: (variable: Rule, value: Json) => Rule;
	/** The value, when the rule is of this shape about `path`; undefined when it is not. */
	read: (rule: Rule) => { path: string; value: Json } | undefined;
}

const TODAY: Rule = { var: "today" };

const SHAPES: Record<Operator, Shape> = {
	equals: compared("=="),
	differs: compared("!="),
	less: compared("<"),
	atMost: compared("<="),
	more: compared(">"),
	atLeast: compared(">="),
	contains: containing(),
	lacks: negated(containing()),
	oneOf: listed(),
	noneOf: negated(listed()),
	filled: judged("!!"),
	empty: judged("!"),
	before: compared("before"),
	after: compared("after"),
	daysAgoMore: counted(">", true),
	daysAgoAtLeast: counted(">=", true),
	daysAgoAtMost: counted("<=", true),
	daysAgoLess: counted("<", true),
	daysAheadMore: counted(">", false),
	daysAheadAtLeast: counted(">=", false),
	daysAheadAtMost: counted("<=", false),
	daysAheadLess: counted("<", false),
};

/** Write rows as a rule; none is no condition at all. */
export function ruleOf({ join, rows }: Rows): JsonLogic | null {
	const rules = rows
		.filter(({ path }) => path)
		.map((row) => SHAPES[row.operator].write({ var: row.path }, row.value));
	if (rules.length < 2) return rules[0] ?? null;
	return { [join === "all" ? "and" : "or"]: rules };
}

/** Read a rule as rows; null when it says more than rows can. */
export function rowsOf(rule: JsonLogic | null | undefined): Rows | null {
	if (rule === null || rule === undefined) return { join: "all", rows: [] };
	if (!isRule(rule)) return null;
	const several = (["and", "or"] as const).find((word) => word in rule);
	if (!several) return together("all", [rule]);
	const parts = partsOf(rule, several);
	return parts.length > 1 ? together(several === "and" ? "all" : "any", parts) : null;
}

/** What is joined, also in pieces that are joined by the same word themselves. */
function partsOf(rule: Rule, word: string): Json[] {
	const parts = rule[word];
	if (!Array.isArray(parts)) return [];
	return parts.flatMap((part) => (isRule(part) && word in part ? partsOf(part, word) : [part]));
}

/** Say of which variable a value is; null for a literal. */
export function variableOf(value: Json): string | null {
	return isRule(value) && typeof value.var === "string" ? value.var : null;
}

/** Every variable a rule reads, each once: what `var` names, in parts of elements (map, filter…) too. */
export function variablesOf(rule: JsonLogic | null | undefined): string[] {
	const found = new Set<string>();
	collect(rule ?? null, found);
	return [...found];
}

function collect(rule: Json, found: Set<string>): void {
	if (Array.isArray(rule)) return rule.forEach((one) => collect(one, found));
	if (rule === null || typeof rule !== "object") return;
	for (const [word, argument] of Object.entries(rule)) {
		const name = Array.isArray(argument) ? argument[0] : argument;
		if (word === "var" && typeof name === "string" && name) found.add(name);
		else collect(argument, found);
	}
}

function together(join: Rows["join"], rules: readonly Json[]): Rows | null {
	const rows = rules.map(rowOf);
	return rows.every((row) => row !== null) ? { join, rows } : null;
}

function rowOf(rule: Json): Row | null {
	if (!isRule(rule)) return null;
	const path = variableOf(rule);
	if (path !== null) return { path, operator: "filled", value: null };
	for (const [operator, shape] of Object.entries(SHAPES)) {
		const found = shape.read(rule);
		if (found) return { operator: operator as Operator, ...found };
	}
	return null;
}

function compared(word: string): Shape {
	return {
		write: (variable, value) => ({ [word]: [variable, value] }),
		read: (rule) => {
			const [variable, value] = argumentsOf(rule, word, 2) ?? [];
			return about(variable, value, isSimple);
		},
	};
}

/** `in` both ways round: a piece in a text, or a value in a list. */
function containing(): Shape {
	return {
		write: (variable, value) => ({ in: [value, variable] }),
		read: (rule) => {
			const [value, variable] = argumentsOf(rule, "in", 2) ?? [];
			const isOther = variableOf(value ?? null) === null;
			return isOther ? about(variable, value, isSimple) : undefined;
		},
	};
}

function listed(): Shape {
	return {
		write: (variable, value) => ({ in: [variable, Array.isArray(value) ? value : []] }),
		read: (rule) => {
			const [variable, value] = argumentsOf(rule, "in", 2) ?? [];
			return about(variable, value, (one) => Array.isArray(one) && one.every(isLiteral));
		},
	};
}

function negated(shape: Shape): Shape {
	return {
		write: (variable, value) => ({ "!": [shape.write(variable, value)] }),
		read: (rule) => {
			const [inner] = argumentsOf(rule, "!", 1) ?? [];
			return inner !== undefined && isRule(inner) ? shape.read(inner) : undefined;
		},
	};
}

function judged(word: string): Shape {
	return {
		write: (variable) => ({ [word]: [variable] }),
		read: (rule) => {
			const [variable] = argumentsOf(rule, word, 1) ?? [];
			return about(variable, null, isLiteral);
		},
	};
}

/** Days from the date to today ("ago"), or from today to the date. */
function counted(word: string, isPast: boolean): Shape {
	return {
		write: (variable, value) => ({
			[word]: [{ days_between: isPast ? [variable, TODAY] : [TODAY, variable] }, value],
		}),
		read: (rule) => {
			const [days, value] = argumentsOf(rule, word, 2) ?? [];
			const ends =
				days !== undefined && isRule(days) ? argumentsOf(days, "days_between", 2) : undefined;
			const [variable, today] = isPast ? (ends ?? []) : (ends ?? []).toReversed();
			return isToday(today) ? about(variable, value, (one) => typeof one === "number") : undefined;
		},
	};
}

function about(variable: Json | undefined, value: Json | undefined, allowed: (value: Json) => boolean) {
	const path = variable === undefined ? null : variableOf(variable);
	return path !== null && value !== undefined && allowed(value) ? { path, value } : undefined;
}

/** The arguments of an operator, if it is this one and has so many; a single one may stand without its brackets. */
function argumentsOf(rule: Rule, word: string, length: number): Json[] | undefined {
	const given = rule[word];
	if (given === undefined) return undefined;
	const values = Array.isArray(given) ? given : [given];
	return values.length === length ? values : undefined;
}

function isRule(value: Json): value is Rule {
	return (
		typeof value === "object" &&
		!Array.isArray(value) &&
		value !== null &&
		Object.keys(value).length === 1
	);
}

function isToday(value: Json | undefined): boolean {
	if (value === undefined || !isRule(value)) return false;
	return value.var === "today" || (Array.isArray(value.today) && value.today.length === 0);
}

function isLiteral(value: Json): boolean {
	return value === null || typeof value !== "object";
}

function isSimple(value: Json): boolean {
	return isLiteral(value) || variableOf(value) !== null;
}
