/** The form that asks a person: its questions, changed one at a time. */

import type { FormField, FormFieldType, Json } from "@/api/flowTypes";
import { newId } from "../model/steps";

export function questionsOf(json: Json): FormField[] {
	return Array.isArray(json) ? (json as unknown as FormField[]) : [];
}

export function newQuestion(questions: readonly FormField[], label: string): FormField {
	return { name: nameFor(label, questions), label, type: "text", required: false, options: null };
}

/** The words of a question; its name follows them until the question is used by that name. */
export function relabelled(questions: readonly FormField[], index: number, label: string): FormField[] {
	const others = questions.filter((_one, place) => place !== index);
	return changed(questions, index, (one) => {
		const follows = !one.name || one.name === nameFor(one.label, others);
		return { ...one, label, name: follows ? nameFor(label, others) : one.name };
	});
}

export function retyped(questions: readonly FormField[], index: number, type: FormFieldType): FormField[] {
	return changed(questions, index, (one) => ({
		...one,
		type,
		options: type === "select" ? (one.options ?? []) : null,
	}));
}

export function changed(
	questions: readonly FormField[],
	index: number,
	change: (one: FormField) => FormField,
): FormField[] {
	return questions.map((one, place) => (place === index ? change(one) : one));
}

export function moved(questions: readonly FormField[], from: number, to: number): FormField[] {
	const rest = questions.filter((_one, place) => place !== from);
	const [one] = questions.slice(from, from + 1);
	return one && to >= 0 && to < questions.length ? rest.toSpliced(to, 0, one) : [...questions];
}

/** Choices as they are typed: one a line. */
export function choicesText({ options }: FormField): string {
	return (options ?? []).map((one) => (typeof one === "string" ? one : one.value)).join("\n");
}

export function choicesFrom(text: string): string[] {
	return [
		...new Set(
			text
				.split("\n")
				.map((one) => one.trim())
				.filter(Boolean),
		),
	];
}

function nameFor(label: string, others: readonly FormField[]): string {
	return newId(label || "question", new Set(others.map(({ name }) => name)));
}
