/** Invented templates, runs and tasks of flows; what is done with them is kept until the server stops. */

import type {
	FlowRun,
	FlowTask,
	FlowTemplate,
	FormField,
	RunRow,
	RunStatus,
	RunStep,
	StepStatus,
	TaskRow,
	TemplateRow,
	TemplateVersion,
} from "../src/api/flowTypes";
import { ago, BOOT } from "./mockBoot";
import { CLIENTS } from "./mockClients";
import { CATALOGUE, OUTAGE, REMINDER, REMINDER_BEFORE, VERSIONS } from "./mockFlowDrawings";

type Values = Record<string, string>;

const template = (number: number, title: string, changes: Partial<TemplateRow> = {}): TemplateRow => ({
	name: `FLOW-0000${number}`,
	title,
	description: null,
	applies_to: "Customer",
	applies_to_label: "Customer",
	trigger_event: "manual",
	trigger_label: "Started by hand",
	schedule: null,
	enabled: true,
	published_version: 1,
	has_draft: false,
	is_system: false,
	copied_from: null,
	runs_alive: 0,
	runs_failed: 0,
	last_run_on: null,
	modified: ago(5000),
	...changes,
});

let templates: TemplateRow[] = [
	template(1, "Late payment, then suspension", {
		description: "Remind, wait for the payment, ask before suspending, activate again once it is paid.",
		applies_to: "Sales Invoice",
		applies_to_label: "Sales Invoice",
		trigger_event: "schedule",
		trigger_label: "On a schedule",
		schedule: "0 9 * * *",
		published_version: 3,
		has_draft: true,
		runs_alive: 14,
		runs_failed: 2,
		last_run_on: ago(3600),
	}),
	template(2, "After a job: check the line and thank", {
		applies_to: "Dispatch Job",
		applies_to_label: "Dispatch Job",
		trigger_event: "on_job_complete",
		trigger_label: "A job is completed",
		runs_alive: 3,
		last_run_on: ago(400),
	}),
	template(3, "Outage: tell everybody", {
		applies_to: "Outage",
		applies_to_label: "Outage",
		trigger_event: "on_outage_started",
		trigger_label: "An outage starts",
		enabled: false,
		is_system: true,
	}),
	template(4, "Residential installation", {
		is_system: true,
		enabled: false,
		applies_to: "Sales Order",
		applies_to_label: "Sales Order",
		trigger_event: "on_order_placed",
		trigger_label: "An order is placed",
	}),
	template(5, "Welcome call", { published_version: 0, has_draft: true, enabled: false }),
];

function full(row: TemplateRow): FlowTemplate {
	return {
		...row,
		definition: row.name === "FLOW-00003" ? OUTAGE : REMINDER,
		trigger_condition: null,
		schedule_filters: [],
		allow_several: false,
		problems: [],
		can_write: true,
	};
}

const step = (instance: string, status: StepStatus, changes: Partial<RunStep> = {}): RunStep => {
	const id = instance.replace(/[#~].*/, "");
	const drawn = [...REMINDER.steps, ...OUTAGE.steps].find((one) => one.id === id)!;
	return {
		instance,
		step: id,
		kind: drawn.kind,
		label: drawn.label,
		status,
		attempts: status === "Pending" || status === "Skipped" ? 0 : 1,
		started_on: status === "Pending" || status === "Skipped" ? null : ago(90_000),
		ended_on: status === "Done" ? ago(89_990) : null,
		wake_on: null,
		waiting_event: null,
		input: null,
		output: null,
		error: null,
		why: null,
		...changes,
	};
};

const SENT = step("remind", "Done", {
	input: {
		to: "+15145550142",
		text: "Bonjour Marie Tremblay, votre facture ACC-SINV-2026-00017 est en retard.",
	},
	output: { message: "MSG-00031", segments: 1 },
});
const STEPS: Record<RunStatus, RunStep[]> = {
	Running: [SENT, step("pause", "Running"), step("paid", "Pending")],
	Waiting: [
		SENT,
		step("pause", "Waiting", {
			wake_on: ago(-400_000),
			waiting_event: "on_payment_received",
			why: "Waits for a payment, until 27 Nov. 09:00",
			input: { mode: "event", event: "on_payment_received", timeout_amount: 7, timeout_unit: "days" },
		}),
		step("paid", "Pending"),
		step("thank", "Pending"),
		step("review", "Pending"),
		step("suspend", "Pending"),
	],
	Completed: [
		SENT,
		step("pause", "Done", {
			output: { timed_out: false, event: { amount: 114.98, payment: "ACC-PAY-00009" } },
		}),
		step("paid", "Done"),
		step("thank", "Done"),
		step("review", "Skipped", { why: "The other way was taken" }),
		step("suspend", "Skipped"),
	],
	Failed: [
		step("remind", "Failed", {
			attempts: 4,
			ended_on: ago(3000),
			error: "The carrier blocked this message as unwanted (30007)",
			input: SENT.input,
		}),
		step("pause", "Cancelled"),
		step("paid", "Cancelled"),
	],
	Cancelling: [SENT, step("pause", "Cancelled")],
	Cancelled: [SENT, step("pause", "Cancelled"), step("paid", "Cancelled")],
};
const STATUSES: RunStatus[] = [
	"Waiting",
	"Running",
	"Failed",
	"Completed",
	"Waiting",
	"Cancelled",
	"Completed",
];
const NOW: Record<RunStatus, string> = {
	Running: "At work: Leave them a week",
	Waiting: "Waits until 27 Nov. 09:00: Leave them a week",
	Completed: "Completed",
	Failed: "Failed at: Remind the customer",
	Cancelling: "Being cancelled",
	Cancelled: "Cancelled by Alex Pelletier",
};

const runs: RunRow[] = Array.from({ length: 130 }, (_, index) => {
	const status = STATUSES[index % STATUSES.length] as RunStatus;
	const client = CLIENTS[index % CLIENTS.length]!;
	return {
		name: `RUN-${String(1000 - index)}`,
		title: templates[index % 2]!.title,
		template: templates[index % 2]!.name,
		version: 3,
		status,
		reference_doctype: "Sales Invoice",
		reference_name: `ACC-SINV-2026-00${100 + index}`,
		reference_title: client.customer_name,
		customer: client.name,
		customer_name: client.customer_name,
		trigger_label: "Every day at 9:00",
		started_on: ago(index * index * 30 + 600),
		ended_on: ["Completed", "Failed", "Cancelled"].includes(status) ? ago(index * index * 30) : null,
		error: status === "Failed" ? "The carrier blocked this message as unwanted (30007)" : null,
		now: NOW[status],
	};
});
Object.assign(runs[1]!, { template: "FLOW-00003", title: "Outage: tell everybody" });

function run(name: string): FlowRun {
	const row = runs.find((one) => one.name === name) ?? runs[0]!;
	const isOutage = row.template === "FLOW-00003";
	const turns = [0, 1, 2].map((turn) => step(`tell#${turn}`, turn < 2 ? "Done" : "Running"));
	return {
		...row,
		definition: isOutage ? OUTAGE : REMINDER,
		steps: isOutage ? [step("each", "Running"), ...turns, step("hold", "Pending")] : STEPS[row.status],
		can_act: true,
		parent_run: row.name === "RUN-998" ? "RUN-1000" : null,
		children: row.name === "RUN-1000" ? ["RUN-998"] : [],
	};
}

function changed(name: string, status: RunStatus): FlowRun {
	const row = runs.find((one) => one.name === name)!;
	Object.assign(row, { status, now: NOW[status], error: null });
	return run(name);
}

const FORM: FormField[] = [
	{ name: "suspend", label: "Suspend the subscription", type: "check", required: false, options: null },
	{
		name: "reason",
		label: "Why",
		type: "select",
		required: true,
		options: ["No answer", "Refuses to pay", "Made an arrangement"],
	},
	{ name: "amount", label: "Amount agreed ($)", type: "number", required: false, options: null },
	{ name: "until", label: "Until", type: "date", required: false, options: null },
	{ name: "notes", label: "What was said", type: "long_text", required: true, options: null },
];

const tasks: TaskRow[] = Array.from({ length: 11 }, (_, index) => ({
	name: `TASK-0000${index + 1}`,
	title: index % 2 ? "Call the customer about the survey" : "Suspend this customer?",
	status: index > 7 ? "Done" : "Open",
	due_on: index % 4 === 3 ? null : ago(-20_000 * (index - 1)),
	assigned_to: index % 2 ? null : BOOT.user,
	assigned_name: index % 2 ? null : BOOT.full_name,
	role: index % 2 ? "FSM Agent" : null,
	reference_doctype: "Sales Invoice",
	reference_name: `ACC-SINV-2026-00${100 + index}`,
	reference_title: CLIENTS[index]!.customer_name,
	customer: CLIENTS[index]!.name,
	customer_name: CLIENTS[index]!.customer_name,
	created_on: ago(index * 9000 + 900),
	is_late: index === 0,
}));
const answered = new Map<string, FlowTask["answers"]>();

const isOpen = (one: TaskRow) => one.status === "Open";
const isMine = (one: TaskRow) => isOpen(one) && one.assigned_to === BOOT.user;
const TASK_VIEWS: Record<string, (one: TaskRow) => boolean> = {
	mine: isMine,
	open: isOpen,
	done: (one) => !isOpen(one),
};

function task(name: string): FlowTask {
	const row = tasks.find((one) => one.name === name) ?? tasks[0]!;
	return {
		...row,
		instructions: "The reminder had no answer for seven days.\nCall them before anything is cut.",
		form: FORM,
		answers: answered.get(row.name) ?? null,
		run: "RUN-1000",
		completed_by_name: isOpen(row) ? null : "Zoé Exemple",
		completed_on: isOpen(row) ? null : new Date().toISOString(),
		can_complete: true,
		can_assign: true,
		can_take: true,
	};
}

function versionOf(name: string): TemplateVersion {
	const row = VERSIONS.find((one) => one.name === name) ?? VERSIONS[0]!;
	return {
		...row,
		title: templates[0]!.title,
		applies_to: "Sales Invoice",
		trigger_event: row.version > 1 ? "schedule" : "manual",
		trigger_condition: row.version > 2 ? { ">": [{ var: "doc.outstanding_amount" }, 5] } : null,
		schedule: row.version > 1 ? "0 9 * * *" : null,
		schedule_filters: [],
		allow_several: false,
		definition: row.version > 2 ? REMINDER : REMINDER_BEFORE,
	};
}

const find = (name = "") => templates.find((row) => row.name === name) ?? templates[0]!;

function made(row: TemplateRow): FlowTemplate {
	templates = [row, ...templates];
	return full(row);
}

function change(name: string, changes: Partial<TemplateRow>): FlowTemplate {
	return full(Object.assign(find(name), changes));
}

export const FLOW_METHODS: Record<string, (values: Values) => unknown> = {
	"flows.catalogue": () => CATALOGUE,
	"flows.variables": () => ({
		groups: [
			{
				label: "Invoice",
				root: "doc",
				fields: [
					{
						path: "doc.outstanding_amount",
						label: "Outstanding",
						type: "Currency",
						options: null,
						sample: 12,
					},
				],
			},
		],
	}),
	"flows.templates": ({ query = "" }) => ({
		rows: templates.filter((row) => row.title.toLowerCase().includes(query.toLowerCase())),
	}),
	"flows.template": ({ name }) => full(find(name)),
	"flows.save": ({ template: sent = "{}" }) => {
		const draft = JSON.parse(sent) as TemplateRow;
		return draft.name
			? change(draft.name, draft)
			: made(template(templates.length + 1, draft.title, draft));
	},
	"flows.set_enabled": ({ name = "", enabled }) => change(name, { enabled: enabled === "1" }),
	"flows.duplicate": ({ name }) =>
		made({
			...find(name),
			name: `FLOW-C${templates.length}`,
			title: `${find(name).title} (copy)`,
			is_system: false,
			enabled: false,
			published_version: 0,
			has_draft: true,
			runs_alive: 0,
			runs_failed: 0,
		}),
	"flows.delete": ({ name }) => {
		templates = templates.filter((row) => row.name !== name);
		return null;
	},
	"flows.versions": ({ name }) => ({ rows: name === "FLOW-00001" ? VERSIONS : [] }),
	"flows.version": ({ name = "" }) => versionOf(name),
	"flows.restore_version": () => full(templates[0]!),
	"flows.export_template": ({ name }) => ({ ...full(find(name)) }),
	"flows.import_template": ({ content = "{}" }) =>
		made(template(9, (JSON.parse(content) as TemplateRow).title)),
	"flows.records": ({ query = "" }) => ({
		rows: CLIENTS.filter((one) => one.customer_name.toLowerCase().includes(query.toLowerCase()))
			.slice(0, 8)
			.map(({ name, customer_name, city }) => ({ name, title: customer_name, detail: city })),
	}),
	"flow_runs.startable": ({ name: customer }) => ({
		rows: templates.slice(0, 2).map(({ name, title, description }) => ({
			name,
			title,
			description,
			applies_to: "Customer",
			reference_doctype: "Customer",
			reference_name: customer,
		})),
	}),
	"flow_runs.start": () => run("RUN-1000"),
	"flow_runs.runs": ({ status, template: of, customer, start = "0", page_length = "50" }) => {
		const found = runs
			.filter((row) => !status || row.status === status)
			.filter((row) => !of || row.template === of)
			.filter((row) => !customer || row.customer === customer);
		const end = Number(start) + Number(page_length);
		return { rows: found.slice(Number(start), end), has_more: end < found.length };
	},
	"flow_runs.run": ({ name = "" }) => run(name),
	"flow_runs.cancel": ({ run: name = "" }) => changed(name, "Cancelled"),
	"flow_runs.retry_step": ({ run: name = "" }) => changed(name, "Waiting"),
	"flow_runs.skip_step": ({ run: name = "" }) => changed(name, "Completed"),
	"flow_tasks.tasks": ({ view = "mine" }) => ({
		rows: tasks.filter(TASK_VIEWS[view]!),
		has_more: false,
		counts: { mine: tasks.filter(isMine).length, open: tasks.filter(isOpen).length },
	}),
	"flow_tasks.task": ({ name = "" }) => task(name),
	"flow_tasks.complete": ({ name = "", answers = "{}" }) => {
		answered.set(name, JSON.parse(answers) as FlowTask["answers"]);
		tasks.find((one) => one.name === name)!.status = "Done";
		return task(name);
	},
	"flow_tasks.assign": ({ name = "", user }) => {
		const row = tasks.find((one) => one.name === name)!;
		Object.assign(row, { assigned_to: user || null, assigned_name: user ? BOOT.full_name : null });
		return task(name);
	},
};
