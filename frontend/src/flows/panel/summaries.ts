/** What the closed parts of a step's panel hold, in a few words. */

import type { FlowStep, OnError } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";

type Steps = readonly FlowStep[];

export function orderWords(step: FlowStep, siblings: Steps): string {
	const labels = (step.depends_on ?? []).map((id) => labelOf(id, siblings));
	return labels.length ? __("after {0}", [labels.join(", ")]) : __("at the beginning");
}

export function onErrorWords(onError: OnError | null | undefined, siblings: Steps): string {
	if (!onError) return __("the flow fails");
	if (onError.action !== "retry") return actionWords(onError.action, onError, siblings);
	return __("{0} times again, then {1}", [
		onError.max ?? 3,
		actionWords(onError.then ?? "fail", onError, siblings),
	]);
}

function actionWords(action: OnError["action"], { handler }: OnError, siblings: Steps): string {
	if (action === "continue") return __("it goes on");
	return action === "handler" ? __("“{0}”", [labelOf(handler ?? "", siblings)]) : __("the flow fails");
}

function labelOf(id: string, siblings: Steps): string {
	return siblings.find((one) => one.id === id)?.label ?? id;
}
