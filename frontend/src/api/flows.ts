/** The calls of flows: templates, runs and tasks. Shapes: flowTypes.ts. */

import { read, write, type CallOptions } from "./client";
import type {
	Answers,
	Assumption,
	Catalogue,
	ConditionAnswer,
	FlowRun,
	FlowTask,
	FlowTemplate,
	FoundRecord,
	Json,
	JsonLogic,
	Problem,
	RunList,
	RunStatus,
	Simulation,
	StartableFlow,
	TaskList,
	TaskView,
	TemplateDraft,
	TemplateRow,
	TemplateVersion,
	Variables,
	VersionRow,
} from "./flowTypes";

export const flows = {
	catalogue: (options?: CallOptions) => read<Catalogue>("flows.catalogue", {}, options),

	variables: (applies_to: string, options?: CallOptions) =>
		read<Variables>("flows.variables", { applies_to }, options),

	templates: (query = "", options?: CallOptions) =>
		read<{ rows: TemplateRow[] }>("flows.templates", { query }, options),

	template: (name: string, options?: CallOptions) =>
		read<FlowTemplate>("flows.template", { name }, options),

	/** Keep the draft; `modified` is what it was read with, so that nobody's work is overwritten. */
	save: (template: TemplateDraft, modified = "") =>
		write<FlowTemplate>("flows.save", { template: JSON.stringify(template), modified }),

	publish: (name: string, modified: string, note = "") =>
		write<FlowTemplate>("flows.publish", { name, modified, note }),

	setEnabled: (name: string, enabled: boolean) =>
		write<FlowTemplate>("flows.set_enabled", { name, enabled: enabled ? 1 : 0 }),

	duplicate: (name: string) => write<FlowTemplate>("flows.duplicate", { name }),

	delete: (name: string) => write<unknown>("flows.delete", { name }),

	restoreSystem: (name: string) => write<FlowTemplate>("flows.restore_system", { name }),

	versions: (name: string, options?: CallOptions) =>
		read<{ rows: VersionRow[] }>("flows.versions", { name }, options),

	version: (name: string, options?: CallOptions) =>
		read<TemplateVersion>("flows.version", { name }, options),

	restoreVersion: (name: string) => write<FlowTemplate>("flows.restore_version", { name }),

	validate: (template: TemplateDraft, options?: CallOptions) =>
		write<{ problems: Problem[] }>("flows.validate", { template: JSON.stringify(template) }, options),

	condition: (rule: JsonLogic, doctype: string, name: string, options?: CallOptions) =>
		write<ConditionAnswer>("flows.condition", { rule: JSON.stringify(rule), doctype, name }, options),

	records: (doctype: string, query = "", options?: CallOptions) =>
		read<{ rows: FoundRecord[] }>("flows.records", { doctype, query }, options),

	simulate: (
		template: TemplateDraft,
		doctype: string,
		name: string,
		assume: Record<string, Assumption> = {},
		options?: CallOptions,
	) =>
		write<Simulation>(
			"flows.simulate",
			{ template: JSON.stringify(template), doctype, name, assume: JSON.stringify(assume) },
			options,
		),

	exportTemplate: (name: string) => read<Record<string, Json>>("flows.export_template", { name }),

	importTemplate: (content: Json) =>
		write<FlowTemplate>("flows.import_template", { content: JSON.stringify(content) }),
};

export interface RunQuery {
	template?: string;
	status?: RunStatus | "";
	doctype?: string;
	name?: string;
	customer?: string;
	start?: number;
	page_length?: number;
}

export const flowRuns = {
	/** `key` makes a repeated press one run. */
	start: (template: string, doctype: string, name: string, key: string) =>
		write<FlowRun>("flow_runs.start", { template, doctype, name, key }),

	startable: (doctype: string, name: string, options?: CallOptions) =>
		read<{ rows: StartableFlow[] }>("flow_runs.startable", { doctype, name }, options),

	runs: (query: RunQuery, options?: CallOptions) => read<RunList>("flow_runs.runs", { ...query }, options),

	run: (name: string, options?: CallOptions) => read<FlowRun>("flow_runs.run", { name }, options),

	advance: (run: string) => write<FlowRun>("flow_runs.advance", { run }),

	cancel: (run: string, reason: string) => write<FlowRun>("flow_runs.cancel", { run, reason }),

	retryStep: (run: string, instance: string) => write<FlowRun>("flow_runs.retry_step", { run, instance }),

	skipStep: (run: string, instance: string) => write<FlowRun>("flow_runs.skip_step", { run, instance }),
};

export const flowTasks = {
	tasks: (view: TaskView, start = 0, options?: CallOptions) =>
		read<TaskList>("flow_tasks.tasks", { view, start }, options),

	task: (name: string, options?: CallOptions) => read<FlowTask>("flow_tasks.task", { name }, options),

	complete: (name: string, answers: Answers) =>
		write<FlowTask>("flow_tasks.complete", { name, answers: JSON.stringify(answers) }),

	assign: (name: string, user: string) => write<FlowTask>("flow_tasks.assign", { name, user }),
};
