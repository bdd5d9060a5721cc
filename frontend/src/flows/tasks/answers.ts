/** What is filled in on a task: what it starts with, what is wrong with it, and what of it is kept until it is sent. */

import type { Answers, Choice, FormField } from "@/api/flowTypes";
import { useBoot } from "@/boot";
import { __ } from "@/i18n/translate";

/** Start with what was kept, else with what is empty for each type. */
export function startOf(form: readonly FormField[], kept: Answers | null): Answers {
	return Object.fromEntries(form.map((field) => [field.name, kept?.[field.name] ?? emptyOf(field)]));
}

function emptyOf({ type }: FormField): Answers[string] {
	return type === "check" ? false : type === "number" ? null : "";
}

/** What is wrong with each field, by its name. A check may be left alone: unticked is an answer. */
export function problemsOf(form: readonly FormField[], answers: Answers): Record<string, string> {
	const problems = form.map(
		(field) => [field.name, problemOf(field, answers[field.name] ?? null)] as const,
	);
	return Object.fromEntries(problems.filter((one): one is [string, string] => one[1] !== null));
}

function problemOf(field: FormField, value: Answers[string]): string | null {
	if (isBlank(value)) return field.required && field.type !== "check" ? __("This is needed") : null;
	return PROBLEMS[field.type]?.(value, field) ?? null;
}

const PROBLEMS: Partial<
	Record<FormField["type"], (value: Answers[string], field: FormField) => string | null>
> = {
	number: (value) => (Number.isFinite(Number(value)) ? null : __("This is not a number")),
	date: (value) => (Number.isNaN(Date.parse(String(value))) ? __("This is not a date") : null),
	select: (value, field) =>
		choicesOf(field).some((one) => one.value === value) ? null : __("Choose one of the list"),
};

/** Whether nothing was answered. */
export function isBlank(value: Answers[string] | undefined): boolean {
	return value === null || value === undefined || (typeof value === "string" && !value.trim());
}

/** Choices may be written as words alone. */
export function choicesOf({ options }: FormField): Choice[] {
	return (options ?? []).map((one) => (typeof one === "string" ? { value: one, label: one } : one));
}

/** As they are sent: numbers as numbers, what was left empty as nothing. */
export function toSend(form: readonly FormField[], answers: Answers): Answers {
	return Object.fromEntries(form.map((field) => [field.name, valueOf(field, answers[field.name] ?? null)]));
}

function valueOf({ type }: FormField, value: Answers[string]): Answers[string] {
	if (type === "check") return Boolean(value);
	if (value === null || value === "") return null;
	return type === "number" ? Number(value) : value;
}

/** Read what was begun on this computer and not sent. */
export function readKept(task: string): Answers | null {
	try {
		const kept = JSON.parse(localStorage.getItem(keyOf(task)) ?? "null") as { answers: Answers } | null;
		return kept?.answers ?? null;
	} catch {
		return null;
	}
}

/** Keep it until it is sent. A full or forbidden storage costs the draft, not the page. */
export function keep(task: string, answers: Answers): void {
	try {
		localStorage.setItem(keyOf(task), JSON.stringify({ answers, at: Date.now() }));
	} catch {
		return;
	}
}

export function forget(task: string): void {
	localStorage.removeItem(keyOf(task));
}

/** Beside the drafts of messages, which are thrown away together after a month. */
function keyOf(task: string): string {
	return `fsm:draft:${useBoot().user}:task/${task}`;
}
