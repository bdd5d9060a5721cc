/** A condition as a person would say it: {"==": [{"var": "doc.status"}, "Open"]} → “Status is Open”. */

import type { Json, JsonLogic } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { choiceWords, pathWords, type Names } from "./paths";

type Rule = Record<string, Json>;

export function ruleWords(rule: JsonLogic, names: Names): string {
	return said(rule, names, false);
}

function said(rule: Json, names: Names, isInner: boolean): string {
	if (!isRule(rule)) return literal(rule, null, names);
	const [operator, raw] = Object.entries(rule)[0] as [string, Json];
	const args = Array.isArray(raw) ? raw : [raw];
	const words = WORDS[operator]?.(args, names) ?? JSON.stringify(rule);
	return isInner && isJoined(operator, args) ? `(${words})` : words;
}

function isJoined(operator: string, args: Json[]): boolean {
	return (operator === "and" || operator === "or") && args.length > 1;
}

export function isRule(value: Json | undefined): value is Rule {
	return (
		value !== null &&
		typeof value === "object" &&
		!Array.isArray(value) &&
		Object.keys(value).length === 1
	);
}

type Say = (args: Json[], names: Names) => string | undefined;

const WORDS: Record<string, Say> = {
	var: ([path], names) => (typeof path === "string" ? pathWords(path, names) : undefined),
	and: (args, names) => joined(args, names, __("and")),
	or: (args, names) => joined(args, names, __("or")),
	"==": (args, names) => compared(args, names, __("{0} is {1}")),
	"===": (args, names) => compared(args, names, __("{0} is {1}")),
	"!=": (args, names) => compared(args, names, __("{0} is not {1}")),
	"!==": (args, names) => compared(args, names, __("{0} is not {1}")),
	">": (args, names) => ordered(args, names, __("{0} is above {1}")),
	">=": (args, names) => ordered(args, names, __("{0} is at least {1}")),
	"<": (args, names) => ordered(args, names, __("{0} is below {1}")),
	"<=": (args, names) => ordered(args, names, __("{0} is at most {1}")),
	before: (args, names) => ordered(args, names, __("{0} is before {1}")),
	after: (args, names) => ordered(args, names, __("{0} is after {1}")),
	"!": ([one = null], names) => denied(one, names),
	"!!": ([one = null], names) => __("{0} is filled in", [said(one, names, true)]),
	in: ([item = null, list = null], names) => within(item, list, names),
	missing: (args, names) =>
		__("without {0}", [
			args
				.flat()
				.map((one) => variable(one, names))
				.join(", "),
		]),
	now: () => __("now"),
	today: () => __("today"),
	days_between: ([from = null, to = null], names) =>
		__("days from {0} to {1}", [said(from, names, true), said(to, names, true)]),
	"+": (args, names) => arithmetic(args, names, "+"),
	"-": (args, names) => arithmetic(args, names, "−"),
	"*": (args, names) => arithmetic(args, names, "×"),
	"/": (args, names) => arithmetic(args, names, "÷"),
};

function variable(path: Json, names: Names): string {
	return typeof path === "string" ? pathWords(path, names) : said(path, names, true);
}

function joined(args: Json[], names: Names, word: string): string {
	return args.map((one) => said(one, names, true)).join(` ${word} `);
}

function arithmetic(args: Json[], names: Names, sign: string): string {
	return args.map((one) => said(one, names, true)).join(` ${sign} `);
}

function denied(rule: Json, names: Names): string {
	const isVariable = isRule(rule) && "var" in rule;
	return (isVariable ? __("{0} is empty") : __("not {0}")).replace("{0}", said(rule, names, true));
}

function compared([one = null, other = null]: Json[], names: Names, words: string): string {
	if (isRule(one) && (other === null || other === "")) {
		const isDenied = words === __("{0} is not {1}");
		return (isDenied ? __("{0} is filled in") : __("{0} is empty")).replace(
			"{0}",
			said(one, names, true),
		);
	}
	return fill(words, side(one, other, names), side(other, one, names));
}

/** Two sides, or a value between two limits. */
function ordered(args: Json[], names: Names, words: string): string | undefined {
	const [one = null, other = null, third] = args;
	if (third === undefined) return fill(words, side(one, other, names), side(other, one, names));
	return __("{0} is between {1} and {2}", [
		side(other, one, names),
		side(one, other, names),
		side(third, other, names),
	]);
}

function within(item: Json, list: Json, names: Names): string {
	if (!Array.isArray(list))
		return __("{0} contains {1}", [said(list, names, true), said(item, names, true)]);
	const choices = list.map((one) => side(one, item, names)).join(", ");
	return __("{0} is one of {1}", [said(item, names, true), choices]);
}

/** One side of a comparison: a literal is shown as the field on the other side would show it. */
function side(value: Json, other: Json, names: Names): string {
	if (isRule(value)) return said(value, names, true);
	return literal(value, isRule(other) && typeof other.var === "string" ? other.var : null, names);
}

function literal(value: Json, path: string | null, names: Names): string {
	const choice = choiceWords(path, value, names);
	if (choice) return choice;
	if (value === null) return __("nothing");
	if (typeof value === "boolean") return value ? __("yes") : __("no");
	if (typeof value === "string") return __("“{0}”", [value]);
	return typeof value === "number" ? String(value) : JSON.stringify(value);
}

function fill(words: string, one: string, other: string): string {
	return words.replace("{0}", () => one).replace("{1}", () => other);
}
