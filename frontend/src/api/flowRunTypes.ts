/** Runs of flows and what they ask of people (gigafibre_fsm/api/flow_runs, flow_tasks). Times are ISO in UTC. */

import type { Choice, Definition, Json } from "./flowTypes";

// Runs

export type RunStatus = "Running" | "Waiting" | "Completed" | "Failed" | "Cancelling" | "Cancelled";

export type StepStatus = "Pending" | "Running" | "Waiting" | "Done" | "Skipped" | "Failed" | "Cancelled";

export interface RunRow {
	name: string;
	title: string;
	template: string;
	version: number;
	status: RunStatus;
	reference_doctype: string | null;
	reference_name: string | null;
	reference_title: string | null;
	customer: string | null;
	customer_name: string | null;
	trigger_label: string;
	started_on: string;
	ended_on: string | null;
	error: string | null;
	/** Where it stands, in words: "Waits until 24 Nov. 09:00: Remind again". */
	now: string;
}

export interface RunStep {
	/** The step's id, with the turns of the loops it stands in: "remind#2". */
	instance: string;
	step: string;
	kind: string;
	label: string;
	status: StepStatus;
	attempts: number;
	started_on: string | null;
	ended_on: string | null;
	wake_on: string | null;
	waiting_event: string | null;
	input: Json;
	output: Json;
	error: string | null;
	why: string | null;
}

export interface FlowRun extends RunRow {
	definition: Definition;
	steps: RunStep[];
	can_act: boolean;
	parent_run: string | null;
	children: string[];
}

export interface RunList {
	rows: RunRow[];
	has_more: boolean;
}

/** A flow that may be started by hand for a record. */
export interface StartableFlow {
	name: string;
	title: string;
	description: string | null;
	applies_to: string;
	/** The record it would be about: this one, or one it leads to. */
	reference_doctype: string;
	reference_name: string;
}

// Tasks

export type TaskStatus = "Open" | "Done" | "Cancelled";

export type TaskView = "mine" | "open" | "done";

export interface TaskRow {
	name: string;
	title: string;
	status: TaskStatus;
	due_on: string | null;
	assigned_to: string | null;
	assigned_name: string | null;
	role: string | null;
	reference_doctype: string | null;
	reference_name: string | null;
	reference_title: string | null;
	customer: string | null;
	customer_name: string | null;
	created_on: string;
	is_late: boolean;
}

export type FormFieldType = "text" | "long_text" | "number" | "date" | "check" | "select";

export interface FormField {
	name: string;
	label: string;
	type: FormFieldType;
	required: boolean;
	options: (string | Choice)[] | null;
}

export type Answers = Record<string, string | number | boolean | null>;

export interface FlowTask extends TaskRow {
	instructions: string | null;
	form: FormField[];
	answers: Answers | null;
	run: string | null;
	/** Who answered it, and when; null while it is open. */
	completed_by_name: string | null;
	completed_on: string | null;
	/** Whether it is asked of me: given to me, to a role of mine, or I am a manager. */
	can_complete: boolean;
	can_assign: boolean;
	/** Whether I may take it myself: one of a role of mine that is nobody's yet. */
	can_take: boolean;
}

export interface TaskCounts {
	mine: number;
	open: number;
}

export interface TaskList {
	rows: TaskRow[];
	has_more: boolean;
	counts: TaskCounts;
}
