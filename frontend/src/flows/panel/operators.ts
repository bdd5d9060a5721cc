/** Which operators fit a variable's type, and what they are called. */

import { __ } from "@/i18n/translate";
import type { Operator, Row } from "./rules";

export type ValueInput = "none" | "text" | "number" | "date" | "check" | "list" | "days";

const NUMBERS: Operator[] = ["equals", "differs", "less", "atMost", "more", "atLeast", "filled", "empty"];
const TEXTS: Operator[] = ["equals", "differs", "contains", "lacks", "oneOf", "noneOf", "filled", "empty"];
const CHOICES: Operator[] = ["equals", "differs", "oneOf", "noneOf", "filled", "empty"];
const DATES: Operator[] = [
	"before",
	"after",
	"daysAgoMore",
	"daysAgoAtLeast",
	"daysAgoAtMost",
	"daysAgoLess",
	"daysAheadMore",
	"daysAheadAtLeast",
	"daysAheadAtMost",
	"daysAheadLess",
	"filled",
	"empty",
];
const CHECKS: Operator[] = ["filled", "empty"];
const LISTS: Operator[] = ["contains", "lacks", "filled", "empty"];
const ANY: Operator[] = [...new Set([...TEXTS, ...NUMBERS, ...DATES])];

export type Family = "number" | "text" | "choice" | "date" | "check" | "list" | "any";

const FAMILIES: Record<string, Family> = {
	number: "number",
	int: "number",
	float: "number",
	currency: "number",
	percent: "number",
	duration: "number",
	date: "date",
	datetime: "date",
	check: "check",
	boolean: "check",
	list: "list",
	table: "list",
	any: "any",
	json: "any",
};
const OPERATORS: Record<Family, Operator[]> = {
	number: NUMBERS,
	text: TEXTS,
	choice: CHOICES,
	date: DATES,
	check: CHECKS,
	list: LISTS,
	any: ANY,
};

/** The family of a variable's type ("Currency" is a number…); one that is not known may be anything. */
export function familyOf(type: string | undefined, hasOptions: boolean): Family {
	if (type === undefined) return "any";
	const family = FAMILIES[type.toLowerCase()] ?? "text";
	return family === "text" && hasOptions ? "choice" : family;
}

/** The operators that fit, with the one in use kept even when it does not. */
export function operatorsFor(family: Family, current: Operator): Operator[] {
	const fitting = OPERATORS[family];
	return fitting.includes(current) ? fitting : [current, ...fitting];
}

export function operatorLabel(operator: Operator, family: Family): string {
	if (family === "check" && operator === "filled") return __("is yes");
	if (family === "check" && operator === "empty") return __("is no");
	if (family === "number" && operator === "empty") return __("is empty or 0");
	return LABELS[operator]();
}

const LABELS: Record<Operator, () => string> = {
	equals: () => __("is (=)"),
	differs: () => __("is not (≠)"),
	less: () => __("is less than (<)"),
	atMost: () => __("is at most (≤)"),
	more: () => __("is more than (>)"),
	atLeast: () => __("is at least (≥)"),
	contains: () => __("contains"),
	lacks: () => __("does not contain"),
	oneOf: () => __("is one of"),
	noneOf: () => __("is none of"),
	filled: () => __("is filled in"),
	empty: () => __("is empty"),
	before: () => __("is before"),
	after: () => __("is after"),
	daysAgoMore: () => __("was more than … days ago"),
	daysAgoAtLeast: () => __("was at least … days ago"),
	daysAgoAtMost: () => __("was at most … days ago"),
	daysAgoLess: () => __("was less than … days ago"),
	daysAheadMore: () => __("is in more than … days"),
	daysAheadAtLeast: () => __("is in at least … days"),
	daysAheadAtMost: () => __("is in at most … days"),
	daysAheadLess: () => __("is in less than … days"),
};

/** What the value of a row is typed into. */
export function inputFor(operator: Operator, family: Family): ValueInput {
	if (operator === "filled" || operator === "empty") return "none";
	if (operator.startsWith("days")) return "days";
	if (operator === "oneOf" || operator === "noneOf") return "list";
	if (operator === "before" || operator === "after") return "date";
	return family === "number" || family === "check" ? family : "text";
}

/** A row whose operator became another: its value is kept when it still makes sense. */
export function withOperator(row: Row, operator: Operator, family: Family): Row {
	const input = inputFor(operator, family);
	return {
		...row,
		operator,
		value: input === inputFor(row.operator, family) ? row.value : emptyValue(input),
	};
}

/** A new row about a variable, with the operator one would most often choose. */
export function rowAbout(path: string, family: Family): Row {
	const operator = (family === "any" ? "equals" : OPERATORS[family][0]) ?? "equals";
	return { path, operator, value: emptyValue(inputFor(operator, family)) };
}

function emptyValue(input: ValueInput): Row["value"] {
	if (input === "none") return null;
	if (input === "list") return [];
	if (input === "days") return 10;
	return input === "number" ? 0 : "";
}
