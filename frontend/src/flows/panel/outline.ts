/** The steps of a simulation as they are drawn: what stands in a container after it, turn by turn. */

import type { FlowStep, SimulatedStep } from "@/api/flowTypes";
import { ancestors } from "../model/steps";

export interface Entry {
	moment: SimulatedStep;
	step: FlowStep | undefined;
	/** How many containers it stands in. */
	depth: number;
}

/** Order by where each step is drawn; inside a loop first by the turn. */
export function outline(moments: readonly SimulatedStep[], steps: readonly FlowStep[]): Entry[] {
	const places = new Map(steps.map((step, index) => [step.id, index]));
	const entries = moments.map((moment) => {
		const step = steps.find(({ id }) => id === moment.step);
		const around = step ? ancestors(steps, step.id) : [];
		return { entry: { moment, step, depth: around.length }, key: keyOf(moment, step, around, places) };
	});
	return entries.sort((one, other) => compared(one.key, other.key)).map(({ entry }) => entry);
}

/** The places of the containers and of the step itself, each loop followed by the turn. */
function keyOf(
	{ instance }: SimulatedStep,
	step: FlowStep | undefined,
	around: readonly FlowStep[],
	places: ReadonlyMap<string, number>,
): number[] {
	const turns = (/#([\d.]+)/.exec(instance)?.[1] ?? "").split(".").filter(Boolean).map(Number);
	const key = around.flatMap((one) => {
		const place = places.get(one.id) ?? 0;
		return one.kind === "loop" ? [place, turns.shift() ?? 0] : [place];
	});
	return [...key, step ? (places.get(step.id) ?? 0) : Infinity];
}

/** A container comes before what stands in it. */
function compared(one: readonly number[], other: readonly number[]): number {
	const at = one.findIndex((place, index) => place !== other[index]);
	if (at === -1) return one.length - other.length;
	return (one[at] ?? -1) - (other[at] ?? -1);
}
