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
	const failed = steps.filter((one) => one.on_error?.handler === step.id).map((one) => one.id);
	for (const upstream of [...(step.depends_on ?? []), ...failed]) {
		const known = find(steps, upstream);
		if (!known || found.has(upstream)) continue;
		found.add(upstream);
		addContents(steps, upstream, found);
		follow(steps, known, found);
	}
}

function addContents(steps: readonly FlowStep[], container: string, found: Set<string>): void {
	for (const { id, parent } of steps) {
		if (parent !== container || found.has(id)) continue;
		found.add(id);
		addContents(steps, id, found);
	}
}
