/** What the states of a run and of its steps are called, and how they look: a colour, a shape and a word. */

import {
	Ban,
	Circle,
	CircleCheck,
	CircleDashed,
	CircleX,
	Hourglass,
	LoaderCircle,
	Undo2,
} from "lucide-vue-next";
import type { Component } from "vue";
import type { RunStatus, StepStatus } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";

export type StatusTone = "good" | "marginal" | "bad" | "idle" | "accent";

export interface StatusLook {
	label: string;
	tone: StatusTone;
	icon: Component;
}

export const RUN_STATUSES: RunStatus[] = [
	"Running",
	"Waiting",
	"Failed",
	"Completed",
	"Cancelling",
	"Cancelled",
];

const ENDED: readonly RunStatus[] = ["Completed", "Failed", "Cancelled"];

export function isEnded(status: RunStatus): boolean {
	return ENDED.includes(status);
}

export function runLook(status: RunStatus): StatusLook {
	const looks: Record<RunStatus, StatusLook> = {
		Running: { label: __("At work"), tone: "accent", icon: LoaderCircle },
		Waiting: { label: __("Waiting"), tone: "marginal", icon: Hourglass },
		Completed: { label: __("Completed"), tone: "good", icon: CircleCheck },
		Failed: { label: __("Failed"), tone: "bad", icon: CircleX },
		Cancelling: { label: __("Being cancelled"), tone: "marginal", icon: Undo2 },
		Cancelled: { label: __("Cancelled"), tone: "idle", icon: Ban },
	};
	return looks[status];
}

export function stepLook(status: StepStatus): StatusLook {
	const looks: Record<StepStatus, StatusLook> = {
		Pending: { label: __("To come"), tone: "idle", icon: Circle },
		Running: { label: __("At work"), tone: "accent", icon: LoaderCircle },
		Waiting: { label: __("Waiting"), tone: "marginal", icon: Hourglass },
		Done: { label: __("Done"), tone: "good", icon: CircleCheck },
		Skipped: { label: __("Skipped"), tone: "idle", icon: CircleDashed },
		Failed: { label: __("Failed"), tone: "bad", icon: CircleX },
		Cancelled: { label: __("Cancelled"), tone: "idle", icon: Ban },
	};
	return looks[status];
}
