/** The variables one may use at a place of a flow, grouped as the picker shows them, and what each is called. */

import type {
	Catalogue,
	Choice,
	FlowStep,
	FormField,
	Json,
	VariableField,
	VariableGroup,
	Variables,
} from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { ancestors } from "../model/steps";
import { stepsBefore } from "./before";

export interface Known {
	path: string;
	/** Within its group: "Rx". */
	label: string;
	/** By itself: "Check the line › Rx". */
	fullLabel: string;
	type: string;
	options: Choice[] | null;
	sample: Json;
}

export interface KnownGroup {
	key: string;
	label: string;
	fields: Known[];
}

/** What is known where: `step` null is the trigger, before any step. */
export function knownGroups(
	steps: readonly FlowStep[],
	step: string | null,
	catalogue: Catalogue,
	variables: Variables,
	event: string,
): KnownGroup[] {
	const given = variables.groups.map((group, index) => ({
		key: `${group.root}-${index}`,
		label: group.label,
		fields: fieldsOf(group, catalogue, event).map((field) => ({
			...field,
			fullLabel: saidWith(group.root, group.label, field.label),
		})),
	}));
	if (step === null) return given.filter(({ fields }) => fields.length);
	const before = stepsBefore(steps, step).flatMap((id) => steps.find((one) => one.id === id) ?? []);
	const own = before.map((one) => outputsOf(one, catalogue));
	const groups = [loopGroup(steps, step), ...own, setVariables(before)];
	const [last, first] = [given.filter(isOfTheSite), given.filter((group) => !isOfTheSite(group))];
	return [...first, ...groups, ...last].filter(
		(group) => group !== null && group.fields.length > 0,
	) as KnownGroup[];
}

/** What the flow's own event brings stands with what every event brings. */
function fieldsOf({ root, fields }: VariableGroup, catalogue: Catalogue, event: string): VariableField[] {
	const payload =
		root === "trigger" ? catalogue.events.find(({ name }) => name === event)?.payload : undefined;
	const brought = (payload ?? []).map(({ name, label, type }) => ({
		path: `trigger.${name}`,
		label,
		type,
		options: null,
		sample: null,
	}));
	return [...fields, ...brought.filter(({ path }) => !fields.some((field) => field.path === path))];
}

export type NameOf = (path: string) => { label: string; known: boolean };

/** Return what says how a path is called, and whether it can be read here. */
export function namer(groups: readonly KnownGroup[], steps: readonly FlowStep[]): NameOf {
	const fields = new Map(groups.flatMap((group) => group.fields.map((field) => [field.path, field])));
	return (path) => {
		const field = fields.get(path);
		if (field) return { label: field.fullLabel, known: true };
		const holder = holderOf(path, fields);
		if (holder)
			return { label: `${holder.fullLabel} › ${path.slice(holder.path.length + 1)}`, known: true };
		return { label: unknownLabel(path, steps), known: false };
	};
}

/** The field that holds a part of itself under this path: an answer, an event's payload, an element of a list. */
function holderOf(path: string, fields: ReadonlyMap<string, Known>): Known | undefined {
	const parts = path.split(".");
	for (let length = parts.length - 1; length > 0; length--) {
		const holder = fields.get(parts.slice(0, length).join("."));
		if (holder)
			return ["json", "list", "table", "object", "any"].includes(holder.type) ? holder : undefined;
	}
	return undefined;
}

function unknownLabel(path: string, steps: readonly FlowStep[]): string {
	const [root, id, ...rest] = path.split(".");
	const step = root === "steps" ? steps.find((one) => one.id === id) : undefined;
	return step ? [step.label, ...rest].join(" › ") : path;
}

function isOfTheSite({ key }: KnownGroup): boolean {
	return key.startsWith("now");
}

function saidWith(root: string, group: string, label: string): string {
	return root === "doc" || root === "now" ? label : `${group} › ${label}`;
}

function field(path: string, label: string, group: string, type: string): Known {
	return { path, label, fullLabel: `${group} › ${label}`, type, options: null, sample: null };
}

function outputsOf(step: FlowStep, catalogue: Catalogue): KnownGroup {
	const kind = catalogue.kinds.find(({ name }) => name === step.kind);
	const outputs = kind?.outputs ?? [];
	const fields = outputs.flatMap((output) => [
		field(`steps.${step.id}.${output.name}`, output.label, step.label, output.type),
		...(output.name === "answers" ? answersOf(step) : []),
	]);
	return { key: `step-${step.id}`, label: step.label, fields };
}

/** What a person is asked, by the questions of the step's own form. */
function answersOf(step: FlowStep): Known[] {
	const form = step.params?.form;
	const questions = Array.isArray(form) ? (form as unknown as FormField[]) : [];
	return questions
		.filter(({ name }) => name)
		.map(({ name, label, type, options }) => ({
			...field(`steps.${step.id}.answers.${name}`, label || name, step.label, type),
			options:
				options?.map((one) => (typeof one === "string" ? { value: one, label: one } : one)) ?? null,
		}));
}

function setVariables(before: readonly FlowStep[]): KnownGroup {
	const label = __("Variables of this flow");
	const names = before
		.filter(({ kind }) => kind === "set_variable")
		.map(({ params }) => params?.name)
		.filter((name): name is string => typeof name === "string" && name !== "");
	const fields = [...new Set(names)].map((name) => field(`vars.${name}`, name, label, "any"));
	return { key: "set-variables", label, fields };
}

/** The element of each loop the step stands in, the nearest first, and its place. */
function loopGroup(steps: readonly FlowStep[], id: string): KnownGroup | null {
	const loops = ancestors(steps, id)
		.filter((one) => one.kind === "loop")
		.toReversed();
	if (!loops.length) return null;
	const fields = loops.flatMap((loop) => {
		const item = typeof loop.params?.item === "string" && loop.params.item ? loop.params.item : "item";
		return field(item, __("This element"), loop.label, "any");
	});
	const place = field("index", __("Its place, from 0"), loops[0]?.label ?? "", "number");
	return { key: "loop", label: __("Element of the loop"), fields: [...fields, place] };
}
