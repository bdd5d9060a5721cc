/** The steps of a definition, read as the tree they draw: a flat list whose order is the order among siblings. */

import type { BranchCase, FlowStep, Json, KindInfo } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { folded } from "./folded";

export type Steps = readonly FlowStep[];

/** One list of siblings: the top, a container, or a lane of a branch. */
export interface Place {
	parent: string | null;
	lane: string;
}

/** A position in a list of siblings, counted as the list is seen: 0 is before the first. */
export interface Spot extends Place {
	index: number;
}

/** A list a container holds. */
export interface Lane extends Place {
	label: string;
	/** Its case is no longer there. */
	isLost?: boolean;
	/** There once something is put into it: the next lane of a parallel. */
	isNew?: boolean;
}

export const TOP: Place = { parent: null, lane: "" };
export const ELSE = "else";

const CONTAINERS: readonly string[] = ["group", "parallel", "branch", "loop"];

export function isContainer(step: Pick<FlowStep, "kind">): boolean {
	return CONTAINERS.includes(step.kind);
}

export function placeOf(step: FlowStep): Place {
	return { parent: step.parent ?? null, lane: step.lane ?? "" };
}

export function isSamePlace(one: Place, other: Place): boolean {
	return one.parent === other.parent && one.lane === other.lane;
}

export function dependsOn(step: FlowStep): readonly string[] {
	return step.depends_on ?? [];
}

export function find(steps: Steps, id: string | null | undefined): FlowStep | undefined {
	return id ? steps.find((step) => step.id === id) : undefined;
}

export function siblings(steps: Steps, place: Place): FlowStep[] {
	return steps.filter((step) => isSamePlace(placeOf(step), place));
}

export function siblingsOf(steps: Steps, id: string): FlowStep[] {
	const step = find(steps, id);
	return step ? siblings(steps, placeOf(step)) : [];
}

/** Where a step stands now. */
export function spotOf(steps: Steps, step: FlowStep): Spot {
	const place = placeOf(step);
	return { ...place, index: siblings(steps, place).findIndex((one) => one.id === step.id) };
}

/** Just after a step. */
export function spotAfter(steps: Steps, id: string): Spot {
	const step = find(steps, id);
	if (!step) return { ...TOP, index: siblings(steps, TOP).length };
	const spot = spotOf(steps, step);
	return { ...spot, index: spot.index + 1 };
}

/** The end of a list. */
export function endOf(steps: Steps, place: Place): Spot {
	return { parent: place.parent, lane: place.lane, index: siblings(steps, place).length };
}

/** A step and all that stands in it, in the order of the definition. */
export function subtree(steps: Steps, id: string): FlowStep[] {
	const inside = new Set([id]);
	let size = 0;
	while (size !== inside.size) {
		size = inside.size;
		for (const step of steps) if (step.parent && inside.has(step.parent)) inside.add(step.id);
	}
	return steps.filter((step) => inside.has(step.id));
}

/** Whether `id` stands somewhere in `container`, or is it. */
export function isWithin(steps: Steps, id: string | null, container: string): boolean {
	return subtree(steps, container).some((step) => step.id === id);
}

/** The containers around a step, from the outermost. */
export function ancestors(steps: Steps, id: string): FlowStep[] {
	const found: FlowStep[] = [];
	let parent = find(steps, find(steps, id)?.parent);
	while (parent && !found.includes(parent)) {
		found.unshift(parent);
		parent = find(steps, parent.parent);
	}
	return found;
}

export function casesOf(step: FlowStep): BranchCase[] {
	const cases = step.params?.cases;
	return Array.isArray(cases) ? (cases.filter(isCase) as unknown as BranchCase[]) : [];
}

function isCase(value: Json): boolean {
	return value !== null && typeof value === "object" && !Array.isArray(value) && "key" in value;
}

/** The lists a container holds, in the order they are shown; those of lost cases last, so that nothing disappears. */
export function lanesOf(steps: Steps, step: FlowStep): Lane[] {
	if (!isContainer(step)) return [];
	const used = [...new Set(steps.filter((one) => one.parent === step.id).map((one) => one.lane ?? ""))];
	if (step.kind === "parallel") return parallelLanes(step.id, used);
	const cases = new Map(
		casesOf(step).map(({ key, label }, index) => [key, label || __("Case {0}", [index + 1])]),
	);
	const keys = step.kind === "branch" ? [...cases.keys(), ELSE] : [""];
	const lost = used.filter((lane) => !keys.includes(lane));
	return [
		...keys.map((lane) => ({ parent: step.id, lane, label: cases.get(lane) ?? "" })),
		...lost.map((lane) => ({ parent: step.id, lane, label: lane, isLost: true })),
	];
}

/** A parallel has the lanes its steps name, and one to begin. Steps that name none are lanes by what joins them. */
function parallelLanes(parent: string, used: readonly string[]): Lane[] {
	let number = 1;
	while (used.includes(`lane_${number}`)) number++;
	const named = used.map((lane) => ({ parent, lane, label: laneWords(lane) }));
	return [...named, { parent, lane: `lane_${number}`, label: laneWords(`lane_${number}`), isNew: true }];
}

function laneWords(lane: string): string {
	const number = /^lane_(\d+)$/.exec(lane)?.[1];
	const words = lane.replace(/_/g, " ");
	return number ? __("Lane {0}", [number]) : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same step without one of its keys: what is absent has its default. */
export function without<K extends keyof FlowStep>(step: FlowStep, key: K): FlowStep {
	const rest = { ...step };
	delete rest[key];
	return rest;
}

/** What a step is called: its label, else its id. */
export function labelOf(steps: Steps, id: string): string {
	return find(steps, id)?.label || id;
}

const LONGEST_ID = 40;

/** An id no other step has, from words: "Tell the customer" → "tell_the_customer", then "tell_the_customer_2". */
export function newId(words: string, taken: ReadonlySet<string>): string {
	const plain = folded(words);
	const base = plain.replace(/[^a-z0-9]+/g, "_").replace(/^[_0-9]+|_+$/g, "") || "step";
	for (let number = 1; ; number++) {
		const ending = number === 1 ? "" : `_${number}`;
		const id = base.slice(0, LONGEST_ID - ending.length).replace(/_+$/, "") + ending;
		if (!taken.has(id)) return id;
	}
}

export function idsOf(steps: Steps): Set<string> {
	return new Set(steps.map((step) => step.id));
}

/** A step of a kind with what the kind starts with; a branch begins with one case. */
export function newStep(steps: Steps, kind: KindInfo): FlowStep {
	const defaults = kind.params.filter((param) => param.default !== null && param.default !== "");
	const params = Object.fromEntries(defaults.map((param) => [param.name, param.default]));
	if (kind.name === "branch" && !params.cases) params.cases = [{ key: "yes", label: "", condition: null }];
	return { id: newId(kind.name, idsOf(steps)), kind: kind.name, label: kind.label, params };
}
