/** A small flow and what its panels are given: only what a test cares about has to be said. */

import type { Catalogue, FlowStep, KindInfo, Param, TemplateDraft, Variables } from "@/api/flowTypes";

export function makeParam(name: string, changes: Partial<Param> = {}): Param {
	return {
		name,
		label: name,
		type: "text",
		required: false,
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
		group: "",
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
		makeKind("check_line", {
			label: "Check the line",
			outputs: [{ name: "rx", label: "Rx", type: "number" }],
		}),
		makeKind("send_sms", {
			label: "Send an SMS",
			params: [makeParam("text_fr", { label: "Text (French)", type: "long_text", required: true })],
		}),
		makeKind("wait", { label: "Wait", structural: true, params: [makeParam("mode")] }),
	],
	events: [
		{
			name: "on_payment_received",
			label: "A payment is received",
			help: "",
			applies_to: ["Sales Invoice"],
			payload: [{ name: "amount", label: "Amount", type: "number" }],
		},
	],
	doctypes: [
		{ name: "Sales Invoice", label: "Sales Invoice" },
		{ name: "Customer", label: "Customer" },
	],
	operators: [],
};

export const VARIABLES: Variables = {
	groups: [
		{
			label: "Sales Invoice",
			root: "doc",
			fields: [
				{ path: "doc.name", label: "ID", type: "text", options: null, sample: "INV-1" },
				{
					path: "doc.due_date",
					label: "Due date",
					type: "date",
					options: null,
					sample: "2026-11-01",
				},
				{
					path: "doc.status",
					label: "Status",
					type: "select",
					options: [
						{ value: "Paid", label: "Paid" },
						{ value: "Overdue", label: "Overdue" },
					],
					sample: "Overdue",
				},
			],
		},
		{
			label: "Customer",
			root: "customer",
			fields: [
				{
					path: "customer.customer_name",
					label: "Name",
					type: "text",
					options: null,
					sample: "Marie Tremblay",
				},
			],
		},
		{ label: "What started it", root: "trigger", fields: [] },
	],
};

export const LINE: FlowStep = { id: "check_line", kind: "check_line", label: "Check the line" };
export const TELL: FlowStep = {
	id: "tell",
	kind: "send_sms",
	label: "Tell",
	depends_on: ["check_line"],
	params: { text_fr: "Bonjour {{ customer.customer_name }}: {{ steps.check_line.rx }}" },
};

export function makeDraft(changes: Partial<TemplateDraft> = {}): TemplateDraft {
	return {
		name: "FLOW-1",
		title: "A flow",
		description: null,
		applies_to: "Sales Invoice",
		trigger_event: "on_payment_received",
		trigger_condition: null,
		schedule: null,
		schedule_filters: [],
		allow_several: false,
		definition: { steps: [LINE, TELL] },
		...changes,
	};
}
