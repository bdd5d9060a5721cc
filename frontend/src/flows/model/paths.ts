/** What a variable is called: "steps.check_line.rx" is “Check the line › Rx”, "doc.status" is “Status”. */

import type { Catalogue, Choice, Json, Variables } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { find, labelOf, type Steps } from "./steps";

export interface Names {
	steps: Steps;
	catalogue: Catalogue | null;
	variables: Variables | null;
}

export function pathWords(path: string, names: Names): string {
	const [root = "", first = "", ...rest] = path.split(".");
	if (root === "steps") return stepWords(first, rest, names);
	const field = fieldAt(path, names);
	if (field) return root === "customer" ? __("Customer › {0}", [field.label]) : field.label;
	return path;
}

function stepWords(id: string, rest: string[], { steps, catalogue }: Names): string {
	const outputs = catalogue?.kinds.find(({ name }) => name === find(steps, id)?.kind)?.outputs ?? [];
	const [name = "", ...deeper] = rest;
	const output = outputs.find((one) => one.name === name)?.label ?? name;
	return [labelOf(steps, id), output, ...deeper].filter(Boolean).join(" › ");
}

/** A value as the field it is compared with shows it. */
export function choiceWords(path: string | null, value: Json, names: Names): string | null {
	const options: Choice[] | null = (path && fieldAt(path, names)?.options) || null;
	return options?.find((option) => option.value === value)?.label ?? null;
}

function fieldAt(path: string, { variables }: Names) {
	return variables?.groups.flatMap((group) => group.fields).find((field) => field.path === path);
}

/** A text with its variables by name: "Hello {{ doc.customer_name }}" → "Hello ‹Customer name›". */
export function textWords(text: string, names: Names): string {
	return text
		.replace(/\{%.*?%\}/gs, "")
		.replace(/\{\{(.*?)\}\}/gs, (_all, inside: string) => {
			const path = inside.split("|")[0]?.trim() ?? "";
			return `‹${/^[\w.]+$/.test(path) ? pathWords(path, names) : path}›`;
		})
		.replace(/\s+/g, " ")
		.trim();
}
