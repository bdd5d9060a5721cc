/** Where a flow reads its record: what would be unknown if the flow were about another doctype. */

import type { Json, TemplateDraft, Variables } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { mentioned } from "./mentions";
import { variablesOf } from "./rules";

export interface Broken {
	/** The step's label, or where else it stands. */
	where: string;
	paths: string[];
}

/** What reads a field of the record or its customer that `variables` does not have. */
export function brokenBy(template: TemplateDraft, variables: Variables): Broken[] {
	const known = new Set(variables.groups.flatMap((group) => group.fields.map(({ path }) => path)));
	const places = [
		{ where: __("Condition of the start"), paths: variablesOf(template.trigger_condition) },
		...template.definition.steps.map((step) => ({
			where: step.label || step.id,
			paths: pathsIn({
				...step.params,
				"": [step.condition ?? null, (step.compensate?.params ?? null) as Json],
			}),
		})),
	];
	return places
		.map(({ where, paths }) => ({ where, paths: paths.filter((path) => isLost(path, known)) }))
		.filter(({ paths }) => paths.length);
}

/** Every variable that a step's values name: in texts, in rules, or as they stand ("doc.scheduled_start"). */
export function pathsIn(json: Json): string[] {
	return [...new Set([...variablesOf(json), ...texts(json).flatMap(pathsOfText)])];
}

function pathsOfText(text: string): string[] {
	return /^(doc|customer)\.\w+$/.test(text) ? [text] : mentioned(text);
}

function texts(json: Json): string[] {
	if (typeof json === "string") return [json];
	return json !== null && typeof json === "object" ? Object.values(json).flatMap(texts) : [];
}

function isLost(path: string, known: ReadonlySet<string>): boolean {
	const [root = "", field = ""] = path.split(".");
	return (root === "doc" || root === "customer") && !known.has(`${root}.${field}`);
}
