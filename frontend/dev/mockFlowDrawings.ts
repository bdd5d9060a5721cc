/** Invented flows: what their versions draw, and a part of the catalogue they draw with. */

import type { Catalogue, Definition, KindInfo, Param, VersionRow } from "../src/api/flowTypes";
import { ago } from "./mockBoot";

const param = (name: string, label: string, type: Param["type"], changes: Partial<Param> = {}): Param => ({
	name,
	label,
	type,
	required: true,
	options: [],
	default: null,
	help: "",
	depends_on: null,
	...changes,
});

const kind = (name: string, label: string, icon: string, group: string, params: Param[] = []): KindInfo => ({
	name,
	label,
	icon,
	group,
	help: "",
	structural: group === "Steps",
	agent: false,
	project: true,
	applies_to: [],
	params,
	outputs: [],
});

const HOURS = [
	{ value: "minutes", label: "minutes" },
	{ value: "hours", label: "hours" },
	{ value: "days", label: "days" },
	{ value: "weeks", label: "weeks" },
];

export const CATALOGUE: Catalogue = {
	kinds: [
		kind("group", "Group", "box", "Steps"),
		kind("parallel", "At the same time", "split", "Steps"),
		kind("branch", "Branch", "git-branch", "Steps"),
		kind("loop", "For each", "repeat", "Steps"),
		kind("wait", "Wait", "hourglass", "Steps", [
			param("mode", "Until", "select"),
			param("amount", "How long", "number"),
			param("unit", "Unit", "select", { options: HOURS }),
		]),
		kind("create_job", "Create a job", "wrench", "Records", [
			param("subject", "Subject", "text"),
			param("job_type", "Type", "select", {
				options: [
					{ value: "Installation", label: "Installation" },
					{ value: "Repair", label: "Repair" },
				],
			}),
		]),
		kind("send_sms", "Send an SMS", "message-square", "Messages", [
			param("to", "To", "text"),
			param("text", "Text", "long_text"),
		]),
		kind("send_email", "Send an e-mail", "mail", "Messages", [
			param("subject", "Subject", "text"),
			param("text", "Text", "long_text"),
		]),
		kind("ask_person", "Ask a person", "user-round-check", "People", [
			param("role", "Role", "role"),
			param("deadline", "Within", "duration"),
			param("form", "Form", "form"),
		]),
		kind("check_line", "Check the line", "activity", "Network", [param("max_loss", "At most", "number")]),
		kind("update_field", "Update a field", "pen-line", "Records", [
			param("field", "Field", "field"),
			param("value", "Value", "text"),
		]),
	],
	events: [
		{ name: "manual", label: "Started by hand", help: "", applies_to: [] },
		{ name: "schedule", label: "On a schedule", help: "", applies_to: [] },
		{
			name: "on_payment_received",
			label: "A payment is received",
			help: "",
			applies_to: ["Sales Invoice", "Customer"],
		},
		{ name: "on_job_complete", label: "A job is completed", help: "", applies_to: ["Dispatch Job"] },
		{ name: "on_outage_started", label: "An outage starts", help: "", applies_to: ["Outage"] },
	],
	doctypes: [
		{ name: "Customer", label: "Customer" },
		{ name: "Sales Invoice", label: "Sales Invoice" },
		{ name: "Dispatch Job", label: "Dispatch Job" },
		{ name: "Outage", label: "Outage" },
	],
	operators: [],
};

export const REMINDER: Definition = {
	steps: [
		{
			id: "remind",
			kind: "send_sms",
			label: "Remind the customer",
			params: {
				to: "{{ customer.mobile }}",
				text: "Bonjour {{ customer.customer_name }}, votre facture {{ doc.name }} est en retard.",
			},
			on_error: { action: "retry", max: 3, delay: 60 },
		},
		{
			id: "pause",
			kind: "wait",
			label: "Leave them a week",
			depends_on: ["remind"],
			params: { mode: "event", event: "on_payment_received", timeout_amount: 7, timeout_unit: "days" },
		},
		{
			id: "paid",
			kind: "branch",
			label: "Did they pay?",
			depends_on: ["pause"],
			params: {
				cases: [
					{
						key: "yes",
						label: "Paid",
						condition: { "!": [{ var: "steps.pause.timed_out" }] },
					},
				],
			},
		},
		{ id: "thank", kind: "send_sms", label: "Thank them", parent: "paid", lane: "yes", params: {} },
		{
			id: "review",
			kind: "ask_person",
			label: "Suspend this customer?",
			parent: "paid",
			lane: "else",
			params: { role: "FSM Manager", deadline: 2880 },
		},
		{
			id: "suspend",
			kind: "update_field",
			label: "Suspend the subscription",
			parent: "paid",
			lane: "else",
			depends_on: ["review"],
			condition: { "==": [{ var: "steps.review.answers.suspend" }, true] },
			params: { field: "status", value: "Suspended" },
			compensate: {
				kind: "update_field",
				label: "Activate it again",
				params: { field: "status", value: "Active" },
			},
		},
	],
};

export const REMINDER_BEFORE: Definition = {
	steps: [
		{
			...REMINDER.steps[0]!,
			params: { to: "{{ customer.mobile }}", text: "Votre facture {{ doc.name }} est en retard." },
			on_error: null,
		},
		{
			id: "pause",
			kind: "wait",
			label: "Leave them a week",
			depends_on: ["remind"],
			params: { mode: "duration", amount: 7, unit: "days" },
		},
		{
			id: "mail",
			kind: "send_email",
			label: "Write to them",
			depends_on: ["pause"],
			params: { subject: "Facture en retard", text: "Bonjour," },
		},
		{
			id: "suspend",
			kind: "update_field",
			label: "Suspend the subscription",
			depends_on: ["mail"],
			params: {},
		},
	],
};

export const OUTAGE: Definition = {
	steps: [
		{
			id: "each",
			kind: "loop",
			label: "For each customer cut off",
			params: { over: { var: "doc.customers" }, item: "row", max: 500 },
		},
		{
			id: "tell",
			kind: "send_sms",
			label: "Tell them",
			parent: "each",
			params: { to: "{{ row.mobile }}", text: "Panne dans votre secteur." },
		},
		{ id: "hold", kind: "update_field", label: "Hold the truck rolls", depends_on: ["each"], params: {} },
	],
};

const version = (number: number, days: number, note: string | null): VersionRow => ({
	name: `FLOW-00001-v${number}`,
	version: number,
	published_on: ago(days * 86_400),
	published_by_name: number % 2 ? "Camille Agent" : "Alex Pelletier",
	note,
	is_live: number === 3,
});

export const VERSIONS = [
	version(3, 2, "Wait for the payment instead of a week whatever happens"),
	version(2, 16, null),
	version(1, 40, "First"),
];
