import { expect, it } from "vitest";
import { choicesFrom, choicesText, moved, newQuestion, relabelled, retyped } from "./questions";

it("a question is named by its words until it is called otherwise", () => {
	const first = relabelled([newQuestion([], "")], 0, "Why was it late?");
	expect(first[0]?.name).toBe("why_was_it_late");

	const own = [{ ...first[0]!, name: "reason" }];
	expect(relabelled(own, 0, "Why?")[0]?.name).toBe("reason");
});

it("two questions with the same words have two names", () => {
	const one = newQuestion([], "Why?");

	expect(newQuestion([one], "Why?").name).toBe("why_2");
});

it("choices are one a line, each once, and go with the type", () => {
	const [question] = retyped([newQuestion([], "Which?")], 0, "select");
	const choices = choicesFrom(" Yes\nNo\n\nYes");

	expect(choicesText({ ...question!, options: choices })).toBe("Yes\nNo");
	expect(retyped([{ ...question!, options: choices }], 0, "text")[0]?.options).toBeNull();
});

it("a question moves within the form only", () => {
	const questions = ["A", "B"].map((label) => newQuestion([], label));

	expect(moved(questions, 1, 0).map(({ label }) => label)).toEqual(["B", "A"]);
	expect(moved(questions, 0, -1)).toEqual(questions);
});
