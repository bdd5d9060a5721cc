/** Parameters of a kind: which are asked for now, and which of those are missing. */

import type { FlowStep, Json, KindInfo, Param } from "@/api/flowTypes";

type Values = Readonly<Record<string, Json | undefined>>;

export function valueOf(param: Param, values: Values): Json {
	return values[param.name] ?? param.default ?? null;
}

/** Whether a parameter is asked for, given the others: it may depend on one of them having one of some values. */
export function isAsked(param: Param, kind: KindInfo, values: Values): boolean {
	const rule = param.depends_on;
	if (!rule) return true;
	const other = kind.params.find(({ name }) => name === rule.param);
	return rule.values.includes(other ? valueOf(other, values) : (values[rule.param] ?? null));
}

export function isEmpty(value: Json | undefined): boolean {
	if (value === null || value === undefined || value === "") return true;
	if (typeof value === "string") return value.trim() === "";
	return Array.isArray(value) && value.length === 0;
}

export function missingParams(step: FlowStep, kind: KindInfo): Param[] {
	const values = step.params ?? {};
	return kind.params.filter(
		(param) => param.required && isAsked(param, kind, values) && isEmpty(valueOf(param, values)),
	);
}
