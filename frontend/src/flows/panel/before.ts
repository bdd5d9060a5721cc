/** Which steps can have run before another: what it follows, what its containers follow, and all that these contain. */

import type { FlowStep } from "@/api/flowTypes";
import { ancestors, find } from "../model/steps";

/** The ids of the steps whose outputs `id` may read, in the definition's order. Survives cycles. */
export function stepsBefore(steps: readonly FlowStep[], id: string): string[] {
	const found = new Set<string>();
	const step = find(steps, id);
	for (const one of step ? [step, ...ancestors(steps, id)] : []) follow(steps, one, found);
	return steps.map((step) => step.id).filter((one) => found.has(one) && one !== id);
}

function follow(steps: readonly FlowStep[], step: FlowStep, found: Set<string>): void {
	for (const upstream of upstreamOf(steps, step)) {
		const known = find(steps, upstream);
		if (!known || found.has(upstream)) continue;
		found.add(upstream);
		addContents(steps, upstream, found);
		follow(steps, known, found);
	}
}

/** What a step waits for, what answers the failure of that, and what it answers the failure of itself. */
function upstreamOf(steps: readonly FlowStep[], step: FlowStep): string[] {
	const waited = step.depends_on ?? [];
	const handlers = waited.flatMap((id) => find(steps, id)?.on_error?.handler ?? []);
	const served = steps.filter((one) => one.on_error?.handler === step.id).map((one) => one.id);
	return [...waited, ...handlers, ...served].filter((id) => id !== step.id);
}

/** The turns of a loop are not told apart from outside: what stands in it is seen only there. */
function addContents(steps: readonly FlowStep[], container: string, found: Set<string>): void {
	if (find(steps, container)?.kind === "loop") return;
	for (const { id, parent } of steps) {
		if (parent !== container || found.has(id)) continue;
		found.add(id);
		addContents(steps, id, found);
	}
}
