/** What the API would answer about flows, with only what a test cares about to be said. */

import type { FlowRun, FlowTask, RunStep, TemplateRow } from "@/api/flowTypes";

export function makeRunStep(changes: Partial<RunStep> = {}): RunStep {
	const instance = changes.instance ?? "tell";
	return {
		instance,
		step: instance.replace(/[#~].*/, ""),
		kind: "send_sms",
		label: "Tell the customer",
		status: "Done",
		attempts: 1,
		started_on: null,
		ended_on: null,
		wake_on: null,
		waiting_event: null,
		input: null,
		output: null,
		error: null,
		why: null,
		...changes,
	};
}

export function makeRun(changes: Partial<FlowRun> = {}): FlowRun {
	return {
		name: "RUN-1",
		title: "Late payment",
		template: "FLOW-1",
		version: 2,
		status: "Waiting",
		reference_doctype: "Customer",
		reference_name: "CUST-1",
		reference_title: "Marie Exemple",
		customer: "CUST-1",
		customer_name: "Marie Exemple",
		trigger_label: "By hand",
		started_on: "2026-11-20T12:00:00Z",
		ended_on: null,
		error: null,
		now: "Waits until 24 Nov. 09:00: Remind again",
		definition: { steps: [] },
		steps: [],
		can_act: true,
		parent_run: null,
		children: [],
		...changes,
	};
}

export function makeFlowTask(changes: Partial<FlowTask> = {}): FlowTask {
	return {
		name: "TASK-1",
		title: "Call Marie Exemple",
		status: "Open",
		due_on: null,
		assigned_to: null,
		assigned_name: null,
		role: "FSM Agent",
		reference_doctype: "Customer",
		reference_name: "CUST-1",
		reference_title: "Marie Exemple",
		customer: "CUST-1",
		customer_name: "Marie Exemple",
		created_on: "2026-11-20T12:00:00Z",
		is_late: false,
		instructions: "Ask whether all works.",
		form: [],
		answers: null,
		run: "RUN-1",
		completed_by_name: null,
		completed_on: null,
		can_complete: true,
		can_assign: true,
		can_take: true,
		...changes,
	};
}

export function makeTemplate(changes: Partial<TemplateRow> = {}): TemplateRow {
	return {
		name: "FLOW-1",
		title: "Late payment",
		description: null,
		applies_to: "Sales Invoice",
		applies_to_label: "Sales Invoice",
		trigger_event: "on_payment_failed",
		trigger_label: "A payment failed",
		schedule: null,
		enabled: true,
		published_version: 2,
		has_draft: false,
		is_system: false,
		copied_from: null,
		runs_alive: 0,
		runs_failed: 0,
		last_run_on: null,
		modified: "2026-11-20T12:00:00Z",
		...changes,
	};
}
