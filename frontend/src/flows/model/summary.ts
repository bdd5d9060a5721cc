/** What stands on a step's card: what it does, and when it does it, waits, tries again. */

import type { Choice, FlowStep, Json, KindInfo, Param } from "@/api/flowTypes";
import { useBoot } from "@/boot";
import { __ } from "@/i18n/translate";
import { isAsked, isEmpty, valueOf } from "./params";
import { pathWords, textWords, type Names } from "./paths";
import { isRule, ruleWords } from "./ruleWords";
import { casesOf, find } from "./steps";
import { handlerOf } from "./chain";

const LONGEST = 120;

/** One line on what the step does, "" when there is nothing to say. */
export function summaryOf(step: FlowStep, kind: KindInfo | undefined, names: Names): string {
	const own = SUMMARIES[step.kind]?.(step, names);
	if (own !== undefined) return own;
	const said = (kind?.params ?? [])
		.filter((param) => kind && SHOWN.includes(param.type) && isAsked(param, kind, step.params ?? {}))
		.filter((param) => !isTwin(param, step))
		.map((param) => valueWords(param, valueOf(param, step.params ?? {}), names))
		.filter(Boolean);
	const words = said.slice(0, 2).join(" · ");
	return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

const SHOWN = ["text", "long_text", "select", "link", "field", "user", "role", "expression", "number"];

const SUMMARIES: Record<string, (step: FlowStep, names: Names) => string> = {
	group: () => "",
	parallel: ({ params }) =>
		params?.join === "any" ? __("Goes on when the first is done") : __("Goes on when all are done"),
	branch: (step) => (casesOf(step).length > 1 ? __("The first case that is true") : ""),
	loop: loopWords,
	wait: waitWords,
};

/** A text there is in the reader's language too. */
function isTwin({ name }: Param, { params = {} }: FlowStep): boolean {
	const { language } = useBoot();
	const other = language === "fr" ? "_en" : "_fr";
	return name.endsWith(other) && !isEmpty(params[name.replace(other, `_${language}`)]);
}

function valueWords(param: Param, value: Json, names: Names): string {
	if (isEmpty(value) || (value === param.default && param.type !== "text")) return "";
	if (isRule(value)) return ruleWords(value, names);
	if (typeof value === "number") return `${param.label} ${value}`;
	return typeof value === "string" ? stringWords(param, value, names) : "";
}

function stringWords(param: Param, value: string, names: Names): string {
	const choice = Array.isArray(param.options) && param.options.find((one: Choice) => one.value === value);
	if (choice) return choice.label;
	if (param.type === "role") return __(value);
	return param.type === "field" ? pathWords(value, names) : textWords(value, names);
}

function loopWords({ params = {} }: FlowStep, names: Names): string {
	const list = isEmpty(params.over) ? "…" : ruleWords(params.over as Json, names);
	return __("Once for each of {0}", [list]);
}

function waitWords({ params = {} }: FlowStep, names: Names): string {
	if (params.mode === "date") return dateWords(params, names);
	if (params.mode === "event") return eventWords(params, names);
	return amountWords(params.amount ?? 1, params.unit);
}

function dateWords(params: Record<string, Json>, names: Names): string {
	const date = typeof params.field === "string" && params.field ? pathWords(params.field, names) : "…";
	const amount = Number(params.amount ?? 0);
	if (!amount) return __("Until {0}", [date]);
	const span = amountWords(Math.abs(amount), params.unit);
	return amount < 0 ? __("Until {0} before {1}", [span, date]) : __("Until {0} after {1}", [span, date]);
}

function eventWords(params: Record<string, Json>, { catalogue }: Names): string {
	const event = catalogue?.events.find(({ name }) => name === params.event)?.label ?? "…";
	if (isEmpty(params.timeout_amount)) return __("Until: {0}", [event]);
	return __("Until: {0}, {1} at most", [
		event,
		amountWords(params.timeout_amount as Json, params.timeout_unit),
	]);
}

/** "3 days", "1 hour". */
export function amountWords(amount: Json, unit: Json | undefined): string {
	const isOne = Number(amount) === 1;
	const words: Record<string, string> = {
		minutes: isOne ? __("{0} minute") : __("{0} minutes"),
		hours: isOne ? __("{0} hour") : __("{0} hours"),
		weeks: isOne ? __("{0} week") : __("{0} weeks"),
		days: isOne ? __("{0} day") : __("{0} days"),
	};
	return (words[String(unit ?? "days")] ?? "{0}").replace("{0}", String(amount));
}

/** What happens when it fails; null for the ordinary: the flow fails with it. */
export function failureWords(step: FlowStep, names: Names): string | null {
	const policy = step.on_error;
	if (!policy || policy.action === "fail") return null;
	const handler = handlerOf(step);
	const answer = handler ? __("then “{0}”", [find(names.steps, handler)?.label ?? handler]) : "";
	if (policy.action === "continue") return __("goes on if it fails");
	if (policy.action === "handler") return __("if it fails, {0}", [answer]);
	const after = policy.then === "continue" ? __("then goes on") : answer;
	return [__("tries {0} times", [(policy.max ?? 3) + 1]), after].filter(Boolean).join(", ");
}
