/** What is wrong with a rule as it is written, with its place in it ("and.1.equals"): said while it is typed. */

import type { Json, JsonLogic, OperatorInfo } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";

/** Operators of JSONLogic and our helpers; the catalogue adds whatever the site knows besides. */
const KNOWN = [
	..."var missing missing_some if ?: == === != !== ! !! or and > >= < <= max min + - * / %".split(" "),
	..."map filter reduce all none some merge in cat substr log".split(" "),
	..."now today date_add days_between hours_between before after weekday hour".split(" "),
];

export function ruleFaults(rule: JsonLogic | null, operators: readonly OperatorInfo[]): string[] {
	const known = new Set([...KNOWN, ...operators.map(({ name }) => name)]);
	return [...faultsIn(rule ?? null, "", known)];
}

function* faultsIn(rule: Json, path: string, known: ReadonlySet<string>): Generator<string> {
	if (rule === null || typeof rule !== "object") return;
	if (Array.isArray(rule)) {
		for (const [index, one] of rule.entries()) yield* faultsIn(one, within(path, String(index)), known);
		return;
	}
	const entries = Object.entries(rule);
	if (entries.length === 1) for (const entry of entries) yield* faultsOf(entry, path, known);
	// Several keys are a value to JSONLogic, not a rule: with an operator among them that was not meant.
	else if (entries.some(([word]) => known.has(word)))
		yield __("{0}: a rule has exactly one operator", [path || __("The rule")]);
}

function* faultsOf(
	[word, argument]: [string, Json],
	path: string,
	known: ReadonlySet<string>,
): Generator<string> {
	const place = within(path, word);
	if (!known.has(word)) yield __("{0}: there is no operator “{1}”", [place, word]);
	yield* faultsIn(argument, place, known);
}

function within(path: string, part: string): string {
	return path ? `${path}.${part}` : part;
}
