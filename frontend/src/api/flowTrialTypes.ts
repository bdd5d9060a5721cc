/** Trying a flow on a real record: its conditions, and what it would do. Nothing of it is written anywhere. */

import type { RunStatus, StepStatus } from "./flowRunTypes";
import type { Json, Problem } from "./flowTypes";

export interface FoundRecord {
	name: string;
	title: string;
	detail: string | null;
}

export interface ConditionAnswer {
	value: Json;
	is_true: boolean;
	error: { message: string; path: string } | null;
	/** What the record had at the paths the rule reads. */
	used: Record<string, Json>;
}

export type Assumption = "event" | "timeout" | "fail" | "done";

/** What a step would have shown to somebody, or written. */
export interface Shown {
	kind: "sms" | "email" | "record" | "task" | "note" | "http";
	title: string;
	text: string;
	to: string | null;
}

export interface SimulatedStep {
	instance: string;
	step: string;
	status: StepStatus;
	at: string | null;
	why: string | null;
	shown: Shown[];
	output: Json;
	error: string | null;
}

export interface Simulation {
	steps: SimulatedStep[];
	ended: string | null;
	status: RunStatus;
	problems: Problem[];
}

/** How a step is marked on the tree or the graph: in a simulation, and in a run. */
export interface Highlight {
	status: StepStatus;
	at: string | null;
	why: string | null;
}

export type Highlights = ReadonlyMap<string, Highlight>;
