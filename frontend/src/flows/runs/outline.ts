/** A run read from top to bottom: the drawing of its version, with what became of each step, turn by turn in loops. */

import type { Definition, FlowStep, RunStep, StepStatus } from "@/api/flowTypes";
import { ELSE, isContainer, lanesOf, siblings, TOP, type Place, type Steps } from "../model/steps";

export type OutlineRow =
	| { type: "step"; key: string; depth: number; step: RunStep; hasMore: boolean }
	| { type: "lane"; key: string; depth: number; label: string; isElse: boolean }
	| { type: "turn"; key: string; depth: number; turn: number; isOver: boolean };

interface Walk {
	steps: Steps;
	states: ReadonlyMap<string, RunStep>;
}

const UNDO = "~undo";
const TURNS_OPEN = 3;
const OVER: readonly StepStatus[] = ["Done", "Skipped"];

/** The rows of a run; steps that were not reached yet are Pending. What the drawing does not name comes last. */
export function outline(definition: Definition, states: readonly RunStep[]): OutlineRow[] {
	const walk = {
		steps: definition.steps,
		states: new Map(states.map((state) => [state.instance, state])),
	};
	const rows = listRows(walk, TOP, "", 0);
	const shown = new Set(rows.map(({ key }) => key));
	const lost = states.filter(({ instance }) => !shown.has(instance));
	return [...rows, ...lost.map((state) => rowOf(state, 0))];
}

function listRows(walk: Walk, place: Place, turns: string, depth: number): OutlineRow[] {
	return siblings(walk.steps, place).flatMap((step) => stepRows(walk, step, turns, depth));
}

function stepRows(walk: Walk, step: FlowStep, turns: string, depth: number): OutlineRow[] {
	const instance = step.id + turns;
	const undo = walk.states.get(instance + UNDO);
	const rows = [rowOf(walk.states.get(instance) ?? pending(step, instance), depth)];
	if (undo) rows.push(rowOf(undo, depth + 1));
	return [...rows, ...insideRows(walk, step, turns, depth + 1)];
}

function insideRows(walk: Walk, step: FlowStep, turns: string, depth: number): OutlineRow[] {
	if (!isContainer(step)) return [];
	if (step.kind === "loop") return loopRows(walk, step, turns, depth);
	return lanesOf(walk.steps, step).flatMap((lane): OutlineRow[] => {
		if (step.kind !== "branch") return listRows(walk, lane, turns, depth);
		const inside = listRows(walk, lane, turns, depth + 1);
		const key = `${step.id}${turns}/${lane.lane}`;
		const head = { type: "lane", key, depth, label: lane.label, isElse: lane.lane === ELSE } as const;
		return inside.length ? [head, ...inside] : [];
	});
}

/** Each turn that has begun under a heading; before the first, the steps it will do. */
function loopRows(walk: Walk, loop: FlowStep, turns: string, depth: number): OutlineRow[] {
	const begin = turns ? `${turns}.` : "#";
	const inside = siblings(walk.steps, { parent: loop.id, lane: "" });
	const begun = turnsOf(walk, inside, begin);
	if (!begun.length) return listRows(walk, { parent: loop.id, lane: "" }, `${begin}0`, depth);
	return begun.flatMap((turn): OutlineRow[] => {
		const rows = listRows(walk, { parent: loop.id, lane: "" }, `${begin}${turn}`, depth + 1);
		const isOver = rows.every((row) => row.type !== "step" || OVER.includes(row.step.status));
		return [{ type: "turn", key: `${loop.id}${begin}${turn}`, depth, turn, isOver }, ...rows];
	});
}

/** "tell#3" is the turn 3 of "tell"; "row#2.3" the turn 3 within the turn 2 of the loop around. */
function turnsOf(walk: Walk, inside: readonly FlowStep[], begin: string): number[] {
	const starts = inside.map((step) => step.id + begin);
	const found = [...walk.states.keys()].flatMap((instance) => {
		const start = starts.find((one) => instance.startsWith(one));
		const turn = start === undefined ? Number.NaN : Number(instance.slice(start.length));
		return Number.isInteger(turn) ? [turn] : [];
	});
	return [...new Set(found)].sort((one, other) => one - other);
}

function rowOf(step: RunStep, depth: number): OutlineRow {
	const isUntouched = step.status === "Pending" && !step.why && !step.error;
	return { type: "step", key: step.instance, depth, step, hasMore: !isUntouched };
}

function pending(step: FlowStep, instance: string): RunStep {
	return {
		instance,
		step: step.id,
		kind: step.kind,
		label: step.label,
		status: "Pending",
		attempts: 0,
		started_on: null,
		ended_on: null,
		wake_on: null,
		waiting_event: null,
		input: null,
		output: null,
		error: null,
		why: null,
	};
}

/** The rows in sight: what stands in a closed turn is left out. */
export function inSight(rows: readonly OutlineRow[], closed: ReadonlySet<string>): OutlineRow[] {
	let hiddenBelow = Infinity;
	return rows.filter((row) => {
		if (row.depth > hiddenBelow) return false;
		hiddenBelow = closed.has(row.key) ? row.depth : Infinity;
		return true;
	});
}

/** A long loop begins with its turns closed that went well. */
export function closedAtFirst(rows: readonly OutlineRow[]): string[] {
	const turns = rows.filter((row) => row.type === "turn");
	return turns.length > TURNS_OPEN ? turns.filter((row) => row.isOver).map(({ key }) => key) : [];
}

export function isUndo({ instance }: RunStep): boolean {
	return instance.endsWith(UNDO);
}
