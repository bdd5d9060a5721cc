/** Where a run stands, on the steps as they are drawn. */

import type { Highlights, RunStep } from "@/api/flowTypes";
import { mostTelling } from "../model/highlights";
import { isUndo } from "./outline";

export function highlightsOf(steps: readonly RunStep[]): Highlights {
	const drawn = steps.filter((step) => !isUndo(step));
	return mostTelling(
		drawn.map((step) => ({
			step: step.step,
			status: step.status,
			at: step.ended_on ?? step.started_on,
			why: step.error ?? step.why,
		})),
	);
}
