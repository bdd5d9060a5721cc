/** How the steps of a drawing are marked: of a step done many times, with what most needs to be seen. */

import type { Highlight, Highlights, StepStatus } from "@/api/flowTypes";

/** The most telling first. */
const TELLING: StepStatus[] = ["Failed", "Running", "Waiting", "Done", "Cancelled", "Skipped", "Pending"];

/** Of what became of each step, the most telling; of those alike the last. */
export function mostTelling(moments: readonly (Highlight & { step: string })[]): Highlights {
	const found = new Map<string, Highlight>();
	for (const { step, status, at, why } of moments) {
		const known = found.get(step);
		if (!known || rank(status) <= rank(known.status)) found.set(step, { status, at, why });
	}
	return found;
}

function rank(status: StepStatus): number {
	return TELLING.indexOf(status);
}
