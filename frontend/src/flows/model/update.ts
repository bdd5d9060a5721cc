/** A change of what one step is, and what follows from it for the steps beside it. */

import type { FlowStep } from "@/api/flowTypes";
import { chained, handlerOf, isChain, isSideBySide, waitingFor } from "./chain";
import { dependsOn, find, placeOf, siblingsOf, type Steps } from "./steps";

/** Change some of a step. One that is named to answer its failure leaves the order; one that no longer is comes back. */
export function update(steps: Steps, id: string, changes: Partial<FlowStep>): FlowStep[] {
	const before = find(steps, id);
	const next = steps.map((step) => (step.id === id ? { ...step, ...changes } : step));
	const after = find(next, id);
	if (!before || !after || handlerOf(before) === handlerOf(after)) return next;
	const wasChain = isChain(siblingsOf(steps, id)) && !isSideBySide(steps, placeOf(before));
	const freed = releasedFrom(next, handlerOf(after));
	return wasChain ? chained(freed, siblingsOf(freed, id)) : freed;
}

/** Nobody waits for what only answers a failure, and it waits for nobody. */
function releasedFrom(steps: Steps, handler: string | null): FlowStep[] {
	const gone = find(steps, handler);
	if (!gone) return [...steps];
	return steps.map((step) => {
		if (step.id === gone.id) return waitingFor(step, []);
		const waits = dependsOn(step);
		if (!waits.includes(gone.id)) return step;
		return waitingFor(
			step,
			waits
				.flatMap((one) => (one === gone.id ? dependsOn(gone) : [one]))
				.filter((one) => one !== step.id),
		);
	});
}
