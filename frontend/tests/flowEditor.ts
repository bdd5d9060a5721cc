/** A catalogue and a template for the editor, with only what a test cares about to be said. */

import type { Catalogue, FlowStep, FlowTemplate, KindInfo, Param } from "@/api/flowTypes";

export function makeParam(changes: Partial<Param> = {}): Param {
	return {
		name: "text",
		label: "Text",
		type: "text",
		required: true,
		options: [],
		default: null,
		help: "",
		depends_on: null,
		...changes,
	};
}

export function makeKind(name: string, changes: Partial<KindInfo> = {}): KindInfo {
	return {
		name,
		label: name,
		icon: "circle",
		group: "Steps",
		help: "",
		structural: false,
		agent: false,
		project: true,
		applies_to: [],
		params: [],
		outputs: [],
		...changes,
	};
}

export const CATALOGUE: Catalogue = {
	kinds: [
		makeKind("group", { label: "Group", structural: true }),
		makeKind("wait", { label: "Wait", structural: true }),
		makeKind("send_sms", { label: "Send an SMS", params: [makeParam()] }),
		makeKind("tag", { label: "Tag" }),
	],
	events: [{ name: "manual", label: "By hand", help: "", applies_to: [] }],
	doctypes: [{ name: "Customer", label: "Customer" }],
	operators: [],
};

export function makeStep(id: string, changes: Partial<FlowStep> = {}): FlowStep {
	return { id, kind: "tag", label: id.toUpperCase(), ...changes };
}

/** Each waits for the one before. */
export function makeChain(...ids: string[]): FlowStep[] {
	return ids.map((id, index) => makeStep(id, index ? { depends_on: [ids[index - 1] as string] } : {}));
}

export function makeTemplate(changes: Partial<FlowTemplate> = {}): FlowTemplate {
	return {
		name: "FLOW-1",
		title: "Late payment",
		description: null,
		applies_to: "Customer",
		applies_to_label: "Customer",
		trigger_event: "manual",
		trigger_label: "By hand",
		schedule: null,
		enabled: false,
		published_version: 0,
		has_draft: true,
		is_system: false,
		copied_from: null,
		runs_alive: 0,
		runs_failed: 0,
		last_run_on: null,
		modified: "2026-11-20T12:00:00.000001Z",
		definition: { steps: makeChain("a", "b", "c") },
		trigger_condition: null,
		schedule_filters: null,
		allow_several: false,
		problems: [],
		can_write: true,
		...changes,
	};
}
