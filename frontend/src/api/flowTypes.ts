/** Flows: what a template draws and what can be drawn with (gigafibre_fsm/api/flows). Times are ISO in UTC. */

export type * from "./flowRunTypes";
export type * from "./flowTrialTypes";

/** A value as JSON carries it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A rule of JSONLogic: an operator over its arguments, or a literal. */
export type JsonLogic = Json;

// The drawing

export type StructuralKind = "group" | "parallel" | "branch" | "loop" | "wait";

export interface OnError {
	action: "fail" | "continue" | "retry" | "handler";
	/** The rest of these only with "retry": how often, and the seconds before the first. */
	max?: number;
	delay?: number;
	factor?: number;
	jitter?: number;
	then?: "fail" | "continue" | "handler";
	/** The sibling that takes over. */
	handler?: string;
}

/** What undoes a step that was Done when its run is cancelled. */
export interface Compensation {
	kind: string;
	label: string;
	params: Record<string, Json>;
}

/** One step as it is kept; what is absent has its default. */
export interface FlowStep {
	id: string;
	kind: string;
	label: string;
	params?: Record<string, Json>;
	/** The container it stands in; absent at the top. */
	parent?: string | null;
	/** The case's key when the parent is a branch or a lane of a parallel; "else" is a branch's last. */
	lane?: string;
	depends_on?: string[];
	condition?: JsonLogic | null;
	on_error?: OnError | null;
	compensate?: Compensation | null;
}

export interface Definition {
	steps: FlowStep[];
}

/** A case of a branch: the first that is true is taken. */
export interface BranchCase {
	key: string;
	label: string;
	condition: JsonLogic;
}

// The catalogue

export type ParamType =
	| "text"
	| "long_text"
	| "number"
	| "check"
	| "select"
	| "link"
	| "field"
	| "duration"
	| "datetime"
	| "expression"
	| "json"
	| "key_values"
	| "form"
	| "user"
	| "role"
	| "cases";

export interface Choice {
	value: string;
	label: string;
}

export interface Param {
	name: string;
	label: string;
	type: ParamType;
	required: boolean;
	/** Choices of a select; the doctype of a link. */
	options: Choice[] | string;
	default: Json;
	help: string;
	/** Only asked for while another parameter has one of these values. */
	depends_on: { param: string; values: Json[] } | null;
}

export interface StepOutput {
	name: string;
	label: string;
	type: string;
}

export interface KindInfo {
	name: string;
	label: string;
	/** A name of lucide's, as it writes them: "git-branch". */
	icon: string;
	group: string;
	help: string;
	structural: boolean;
	agent: boolean;
	project: boolean;
	/** The doctypes it is for; none means all. */
	applies_to: string[];
	params: Param[];
	outputs: StepOutput[];
}

export interface EventInfo {
	name: string;
	label: string;
	help: string;
	applies_to: string[];
	/** What it brings: `trigger.<name>` in conditions and texts. */
	payload?: StepOutput[];
}

export interface DoctypeInfo {
	name: string;
	label: string;
}

export interface OperatorInfo {
	name: string;
	label: string;
	args: string;
	example: JsonLogic;
}

export interface Catalogue {
	kinds: KindInfo[];
	events: EventInfo[];
	doctypes: DoctypeInfo[];
	operators: OperatorInfo[];
}

export interface VariableField {
	/** As a condition and a text name it: "doc.customer_name". */
	path: string;
	label: string;
	type: string;
	options: Choice[] | null;
	sample: Json;
}

export interface VariableGroup {
	label: string;
	root: "doc" | "customer" | "trigger" | "vars" | "now";
	fields: VariableField[];
}

export interface Variables {
	groups: VariableGroup[];
}

// Templates

export interface Problem {
	/** The step it is about; null is the template itself. */
	step: string | null;
	path: string;
	message: string;
}

export interface TemplateRow {
	name: string;
	title: string;
	description: string | null;
	applies_to: string | null;
	applies_to_label: string | null;
	trigger_event: string;
	/** The trigger in words. */
	trigger_label: string;
	/** Five fields of cron, with the event "schedule". */
	schedule: string | null;
	enabled: boolean;
	/** 0 is never published. */
	published_version: number;
	has_draft: boolean;
	is_system: boolean;
	copied_from: string | null;
	runs_alive: number;
	runs_failed: number;
	last_run_on: string | null;
	modified: string;
}

export interface FlowTemplate extends TemplateRow {
	definition: Definition;
	trigger_condition: JsonLogic | null;
	schedule_filters: Json;
	allow_several: boolean;
	problems: Problem[];
	can_write: boolean;
}

/** What an editor sends: a template without what the server works out. An empty name makes a new one. */
export interface TemplateDraft {
	name: string;
	title: string;
	description: string | null;
	applies_to: string | null;
	trigger_event: string;
	trigger_condition: JsonLogic | null;
	schedule: string | null;
	schedule_filters: Json;
	allow_several: boolean;
	definition: Definition;
}

export interface VersionRow {
	name: string;
	version: number;
	published_on: string;
	published_by_name: string | null;
	note: string | null;
	is_live: boolean;
}

export interface TemplateVersion extends VersionRow {
	title: string;
	applies_to: string | null;
	trigger_event: string;
	trigger_label?: string;
	trigger_condition: JsonLogic | null;
	schedule: string | null;
	schedule_filters: Json;
	allow_several: boolean;
	definition: Definition;
}
