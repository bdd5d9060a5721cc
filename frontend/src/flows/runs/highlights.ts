/** Where a run stands, on the steps as they are drawn: of a step done many times, what most needs to be seen. */

import type { Highlight, RunStep, StepStatus } from "@/api/flowTypes";
import { isUndo } from "./outline";

/** The most telling first. */
const TELLING: StepStatus[] = ["Failed", "Running", "Waiting", "Done", "Cancelled", "Skipped", "Pending"];

export function highlightsOf(steps: readonly RunStep[]): Map<string, Highlight> {
	const found = new Map<string, Highlight>();
	for (const step of steps) {
		const known = found.get(step.step);
		if (!isUndo(step) && (!known || rank(step.status) <= rank(known.status)))
			found.set(step.step, {
				status: step.status,
				at: step.ended_on ?? step.started_on,
				why: step.error ?? step.why,
			});
	}
	return found;
}

function rank(status: StepStatus): number {
	return TELLING.indexOf(status);
}
