/** The changes of a drawing in words: what a field is called, and what stood and stands in it. */

import type {
	Catalogue,
	Compensation,
	FlowStep,
	Json,
	OnError,
	Param,
	TemplateVersion,
	Variables,
} from "@/api/flowTypes";
import { NONE } from "@/format/numbers";
import { __ } from "@/i18n/translate";
import { isRule, ruleWords } from "../model/ruleWords";
import { labelOf, type Steps } from "../model/steps";
import { failureWords } from "../model/summary";
import type { Names } from "../model/paths";
import { cronWords } from "../panel/cron";
import { isSame, type FieldChange } from "./diff";

export interface SaidChange {
	label: string;
	before: string;
	after: string;
}

/** What kinds, fields and variables are called. */
export interface Words {
	catalogue: Catalogue | null;
	variables: Variables | null;
}

export interface Drawings extends Words {
	before: Steps;
	after: Steps;
}

/** Say what changed in a step of this kind. */
export function sayField(step: FlowStep, field: FieldChange, drawings: Drawings): SaidChange {
	const param = paramOf(step, field.path, drawings.catalogue);
	const say = (value: Json | undefined, steps: Steps) =>
		valueWords(field.path, value, param, { ...drawings, steps });
	return {
		label: param?.label ?? fieldName(field.path),
		before: say(field.before, drawings.before),
		after: say(field.after, drawings.after),
	};
}

function paramOf({ kind }: FlowStep, path: string, catalogue: Catalogue | null): Param | undefined {
	const name = path.replace(/^params\./, "");
	const params = catalogue?.kinds.find((one) => one.name === kind)?.params;
	return path === name ? undefined : params?.find((one) => one.name === name);
}

function fieldName(path: string): string {
	const names: Record<string, string> = {
		label: __("Name"),
		kind: __("Kind"),
		condition: __("Only if"),
		on_error: __("If it fails"),
		compensate: __("When cancelled"),
		depends_on: __("After"),
	};
	return names[path] ?? path.replace(/^params\./, "");
}

type Say = (value: Json, names: Names) => string;

const SAYS: Record<string, Say> = {
	condition: ruleWords,
	kind: (value, { catalogue }) =>
		catalogue?.kinds.find(({ name }) => name === value)?.label ?? String(value),
	compensate: (value) => (value as unknown as Compensation).label,
	depends_on: (value, { steps }) =>
		(value as string[]).map((id) => labelOf(steps, id)).join(", ") || __("nothing: it begins at once"),
	on_error: (value, names) => {
		const policy = value as unknown as OnError;
		return failureWords({ id: "", kind: "", label: "", on_error: policy }, names) ?? __("the flow fails");
	},
};

function valueWords(path: string, value: Json | undefined, param: Param | undefined, names: Names): string {
	if (value === undefined || value === null || value === "")
		return path === "on_error" ? __("the flow fails") : NONE;
	return SAYS[path]?.(value, names) ?? plainWords(value, param, names);
}

function plainWords(value: Json, param: Param | undefined, names: Names): string {
	if (typeof value === "boolean") return value ? __("Yes") : __("No");
	if (Array.isArray(param?.options)) {
		const choice = param.options.find((one) => one.value === value);
		if (choice) return choice.label;
	}
	if (isRule(value)) return ruleWords(value, names);
	return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

type Settings = Pick<
	TemplateVersion,
	"applies_to" | "trigger_event" | "trigger_condition" | "schedule" | "schedule_filters" | "allow_several"
>;

/** Say what changed in what starts the flow. */
export function saySettings(before: Settings, after: Settings, words: Words): SaidChange[] {
	const names: Names = { ...words, steps: [] };
	const { catalogue } = words;
	const event = (name: string) => catalogue?.events.find((one) => one.name === name)?.label ?? name;
	const doctype = (name: string | null) =>
		catalogue?.doctypes.find((one) => one.name === name)?.label ?? name ?? NONE;
	const rule = (one: Json) => (one === null ? NONE : ruleWords(one, names));
	const rows: [string, Json, Json, (value: Json) => string][] = [
		[__("About"), before.applies_to, after.applies_to, (value) => doctype(value as string | null)],
		[__("Starts"), before.trigger_event, after.trigger_event, (value) => event(String(value))],
		[__("Starts only if"), before.trigger_condition, after.trigger_condition, rule],
		[__("Schedule"), before.schedule, after.schedule, (value) => schedule(value as string | null)],
		[__("Records"), before.schedule_filters, after.schedule_filters, listed],
		[
			__("Several at once for one record"),
			before.allow_several,
			after.allow_several,
			(value) => (value ? __("Yes") : __("No")),
		],
	];
	return rows
		.filter(([, was, is]) => !isSame(was, is))
		.map(([label, was, is, say]) => ({ label, before: say(was), after: say(is) }));
}

function schedule(cron: string | null): string {
	return cron ? (cronWords(cron) ?? cron) : NONE;
}

function listed(value: Json): string {
	return value === null ? NONE : JSON.stringify(value, null, 2);
}
