/** What a simulation may be told to assume, and its states in words. */

import type { Assumption, FlowStep, StepStatus } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";

/** What may be assumed of a step, the first being what the simulation takes by itself; none for containers. */
export function assumptionsFor(step: FlowStep, isEffect: boolean): { value: Assumption; label: string }[] {
	if (step.kind === "wait") return step.params?.mode === "event" ? [happens(), timesOut()] : [];
	if (!isEffect) return [];
	const [works, fails] = [{ value: "done" as const, label: __("it works") }, failing()];
	if (step.kind === "ask_person")
		return [
			{ value: "done", label: __("it is answered") },
			timesOut(__("nobody answers in time")),
			fails,
		];
	return [works, fails];
}

function happens() {
	return { value: "event" as const, label: __("it happens") };
}

function timesOut(label = __("it does not happen in time")) {
	return { value: "timeout" as const, label };
}

function failing() {
	return { value: "fail" as const, label: __("it fails") };
}

export const STATUS_WORDS: Record<StepStatus, () => string> = {
	Pending: () => __("Not reached"),
	Running: () => __("Running"),
	Waiting: () => __("Waits"),
	Done: () => __("Done"),
	Skipped: () => __("Skipped"),
	Failed: () => __("Failed"),
	Cancelled: () => __("Cancelled"),
};
