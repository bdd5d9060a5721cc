import { expect, it } from "vitest";
import { parseJson } from "./json";
import { ruleFaults } from "./ruleFaults";

it.each([
	['{"a": 1,}', 1, 9],
	['{\n  "a": tru\n}', 2, 8],
	['{"and": [1, 2}', 1, 14],
	['{"a" 1}', 1, 6],
	["[1, 2", 1, 6],
])("JSON that cannot be read says where: %s", (text, line, column) => {
	expect(parseJson(text)).toMatchObject({ mistake: { line, column } });
});

it("nothing typed is no value", () => {
	expect(parseJson("  ")).toEqual({ value: null });
	expect(parseJson('{"var": "doc.name"}')).toEqual({ value: { var: "doc.name" } });
});

it("a rule with an unknown operator says which, and where", () => {
	const rule = { and: [true, { equals: [1, 2] }] };

	expect(ruleFaults(rule, [])).toEqual(["and.1.equals: there is no operator “equals”"]);
	expect(ruleFaults({ "<": [1, 2], ">": [1, 2] }, [])).toEqual([
		"The rule: a rule has exactly one operator",
	]);
	expect(ruleFaults({ days_between: [{ var: "doc.due_date" }, { today: [] }] }, [])).toEqual([]);
});
