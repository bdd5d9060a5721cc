/** The drawing as it is walked by keyboard: the rows that are in sight, from top to bottom. */

import type { FlowStep } from "@/api/flowTypes";
import {
	endOf,
	find,
	isContainer,
	lanesOf,
	siblings,
	spotOf,
	TOP,
	type Lane,
	type Place,
	type Spot,
	type Steps,
} from "./steps";

export const START = "@start";

/** The start (trigger), a step, or a case of a branch. */
export type Row =
	| { type: "start"; key: string; level: number }
	| { type: "step"; key: string; level: number; step: FlowStep }
	| { type: "lane"; key: string; level: number; lane: Lane };

export function laneKey({ parent, lane }: Place): string {
	return `${parent ?? ""}/${lane}`;
}

/** The cases of a branch and the lanes of a parallel are rows; other containers hold one list, right below them. */
export function hasHead(container: FlowStep, lane: Lane): boolean {
	return container.kind === "branch" || lane.lane !== "";
}

export function rowsOf(steps: Steps, closed: ReadonlySet<string>): Row[] {
	return [{ type: "start", key: START, level: 1 }, ...listRows(steps, TOP, 1, closed)];
}

function listRows(steps: Steps, place: Place, level: number, closed: ReadonlySet<string>): Row[] {
	return siblings(steps, place).flatMap((step): Row[] => {
		const row: Row = { type: "step", key: step.id, level, step };
		return closed.has(step.id) ? [row] : [row, ...insideRows(steps, step, level + 1, closed)];
	});
}

function insideRows(steps: Steps, step: FlowStep, level: number, closed: ReadonlySet<string>): Row[] {
	return lanesOf(steps, step).flatMap((lane): Row[] => {
		if (!hasHead(step, lane)) return listRows(steps, lane, level, closed);
		const row: Row = { type: "lane", key: laneKey(lane), level, lane };
		return [row, ...listRows(steps, lane, level + 1, closed)];
	});
}

/** The row around a row: its lane, its container; null at the top. */
export function outerKey(steps: Steps, row: Row): string | null {
	if (row.type === "start") return null;
	if (row.type === "lane") return row.lane.parent;
	const parent = find(steps, row.step.parent);
	if (!parent) return null;
	const lane = lanesOf(steps, parent).find((one) => one.lane === (row.step.lane ?? ""));
	return lane && hasHead(parent, lane) ? laneKey(lane) : parent.id;
}

/** Where one press moves a step: over its sibling; at the end of a list into the next case, else out of the container. */
export function spotBeside(steps: Steps, step: FlowStep, by: -1 | 1): Spot | null {
	const spot = spotOf(steps, step);
	const last = siblings(steps, spot).length - 1;
	if (by === -1 ? spot.index > 0 : spot.index < last)
		return { ...spot, index: spot.index + (by === 1 ? 2 : -1) };
	const parent = find(steps, step.parent);
	return parent ? (nextLane(steps, parent, spot, by) ?? outside(steps, parent, by)) : null;
}

function nextLane(steps: Steps, parent: FlowStep, place: Place, by: -1 | 1): Spot | null {
	// Whoever is alone in a lane gains nothing by beginning another.
	const isAlone = siblings(steps, place).length === 1;
	const lanes = lanesOf(steps, parent).filter((lane) => !lane.isLost && !(lane.isNew && isAlone));
	const index = lanes.findIndex(({ lane }) => lane === place.lane);
	const next = index === -1 ? undefined : lanes[index + by];
	if (!next) return null;
	return by === 1 ? { ...place, lane: next.lane, index: 0 } : endOf(steps, next);
}

function outside(steps: Steps, parent: FlowStep, by: -1 | 1): Spot {
	const spot = spotOf(steps, parent);
	return { ...spot, index: spot.index + (by === 1 ? 1 : 0) };
}

/** Out of its container, just after it. */
export function spotOut(steps: Steps, step: FlowStep): Spot | null {
	const parent = find(steps, step.parent);
	return parent ? outside(steps, parent, 1) : null;
}

/** Into the container just above: at the end of its first list. */
export function spotIn(steps: Steps, step: FlowStep): Spot | null {
	const spot = spotOf(steps, step);
	const above = siblings(steps, spot)[spot.index - 1];
	const lane = above && isContainer(above) ? lanesOf(steps, above)[0] : undefined;
	return lane ? endOf(steps, lane) : null;
}
