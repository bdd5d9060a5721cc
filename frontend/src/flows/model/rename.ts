/** A new id for a step: all that names the step follows, also in conditions (`steps.<id>`) and {{ }} texts. */

import type { FlowStep, Json } from "@/api/flowTypes";
import { idsOf, type Steps } from "./steps";

const VALID_ID = /^[a-z][a-z0-9_]{0,39}$/;

export type RenameFault = "invalid" | "taken";

/** Why a step cannot have this id. */
export function renameFault(steps: Steps, from: string, to: string): RenameFault | null {
	if (!VALID_ID.test(to)) return "invalid";
	return to !== from && idsOf(steps).has(to) ? "taken" : null;
}

/** Rename a step; an id that cannot be leaves all as it is. */
export function rename(steps: Steps, from: string, to: string): FlowStep[] {
	if (from === to || renameFault(steps, from, to)) return [...steps];
	return renamedIds(steps, new Map([[from, to]]));
}

/** The steps with these ids replaced, wherever they are named. */
export function renamedIds(steps: Steps, names: ReadonlyMap<string, string>): FlowStep[] {
	const named = (id: string): string => names.get(id) ?? id;
	return steps.map((step) => {
		const renamed = {
			...(renamedIn(step as unknown as Json, names) as unknown as FlowStep),
			id: named(step.id),
		};
		if (step.parent) renamed.parent = named(step.parent);
		if (step.depends_on) renamed.depends_on = step.depends_on.map(named);
		if (renamed.on_error?.handler)
			renamed.on_error = { ...renamed.on_error, handler: named(renamed.on_error.handler) };
		return renamed;
	});
}

function renamedIn(value: Json, names: ReadonlyMap<string, string>): Json {
	if (typeof value === "string") return renamedText(value, names);
	if (Array.isArray(value)) return value.map((item) => renamedIn(item, names));
	if (value === null || typeof value !== "object") return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamedIn(item, names)]));
}

const TAGS = /\{\{.*?\}\}|\{%.*?%\}/gs;
const PATH = /^steps\.([a-z0-9_]+)(?=\.|$)/;
const MENTION = /(?<![\w.])steps\.([a-z0-9_]+)/g;
const QUOTED = /(?<![\w.])steps\[(["'])([a-z0-9_]+)\1\]/g;

/** A whole path ("steps.check.rx"), or a text whose tags mention steps. */
function renamedText(text: string, names: ReadonlyMap<string, string>): string {
	const named = (id: string): string => names.get(id) ?? id;
	if (PATH.test(text)) return text.replace(PATH, (_all, id: string) => `steps.${named(id)}`);
	return text.replace(TAGS, (tag) =>
		tag
			.replace(MENTION, (_all, id: string) => `steps.${named(id)}`)
			.replace(QUOTED, (_all, quote: string, id: string) => `steps[${quote}${named(id)}${quote}]`),
	);
}
