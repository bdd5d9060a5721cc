import { beforeEach, describe, expect, it } from "vitest";
import type { FormField } from "@/api/flowTypes";
import { forgetOldDrafts } from "@/messages/drafts";
import { forget, keep, problemsOf, readKept, startOf, toSend } from "./answers";

const field = (name: string, changes: Partial<FormField> = {}): FormField => ({
	name,
	label: name,
	type: "text",
	required: false,
	options: null,
	...changes,
});

const FORM = [
	field("reason", {
		type: "select",
		required: true,
		options: ["No answer", { value: "deal", label: "Arrangement" }],
	}),
	field("amount", { type: "number" }),
	field("until", { type: "date" }),
	field("cut", { type: "check", required: true }),
	field("notes", { type: "long_text", required: true }),
];

beforeEach(() => localStorage.clear());

describe("the form of a task", () => {
	it("names what is missing, and takes an unticked box for an answer", () => {
		expect(Object.keys(problemsOf(FORM, startOf(FORM, null)))).toEqual(["reason", "notes"]);
	});

	it("takes no blank for an answer, no word for a number, no choice that is not offered", () => {
		const answers = { ...startOf(FORM, null), reason: "other", amount: "ten", notes: "  " };
		expect(problemsOf(FORM, answers)).toEqual({
			reason: "Choose one of the list",
			amount: "This is not a number",
			notes: "This is needed",
		});
	});

	it("sends numbers as numbers and nothing for what was left empty", () => {
		const answers = { reason: "deal", amount: "12.5", until: "", cut: true, notes: "ok" };
		expect(problemsOf(FORM, answers)).toEqual({});
		expect(toSend(FORM, answers)).toEqual({ ...answers, amount: 12.5, until: null });
	});
});

describe("answers that were begun", () => {
	it("are there again after the page was left, until they are sent", () => {
		keep("TASK-1", { notes: "called twice" });
		expect(startOf(FORM, readKept("TASK-1")).notes).toBe("called twice");
		forget("TASK-1");
		expect(readKept("TASK-1")).toBeNull();
	});

	it("are thrown away with the drafts nobody came back to for a month", () => {
		keep("TASK-1", { notes: "called" });
		forgetOldDrafts(Date.now() + 20 * 86_400_000);
		expect(readKept("TASK-1")).not.toBeNull();
		forgetOldDrafts(Date.now() + 40 * 86_400_000);
		expect(readKept("TASK-1")).toBeNull();
	});
});
