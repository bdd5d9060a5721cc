import { describe, expect, it } from "vitest";
import type { Catalogue, JsonLogic, Variables } from "@/api/flowTypes";
import { textWords } from "./paths";
import { ruleWords } from "./ruleWords";

const variables = {
	groups: [
		{
			label: "Job",
			root: "doc",
			fields: [
				{
					path: "doc.status",
					label: "Status",
					type: "select",
					options: [{ value: "En stock", label: "In stock" }],
					sample: null,
				},
				{ path: "doc.total", label: "Total", type: "number", options: null, sample: 1 },
			],
		},
	],
} as Variables;
const catalogue = {
	kinds: [{ name: "check_line", outputs: [{ name: "rx", label: "Rx", type: "number" }] }],
} as unknown as Catalogue;
const names = { steps: [{ id: "check", kind: "check_line", label: "Check the line" }], catalogue, variables };

it.each<[JsonLogic, string]>([
	[{ "==": [{ var: "doc.status" }, "En stock"] }, "Status is In stock"],
	[{ "<": [{ var: "steps.check.rx" }, -27] }, "Check the line › Rx is below -27"],
	[{ "<": [1, { var: "doc.total" }, 9] }, "Total is between 1 and 9"],
	[{ in: [{ var: "doc.status" }, ["En stock", "X"]] }, "Status is one of In stock, “X”"],
	[{ in: ["x", { var: "doc.status" }] }, "Status contains “x”"],
	[{ "!": [{ var: "doc.total" }] }, "Total is empty"],
	[{ "!=": [{ var: "doc.total" }, null] }, "Total is filled in"],
	[
		{
			and: [
				{ ">": [{ var: "doc.total" }, 5] },
				{ or: [{ "!!": { var: "doc.status" } }, { var: "doc.paid" }] },
			],
		},
		"Total is above 5 and (Status is filled in or doc.paid)",
	],
	[{ cat: ["a"] }, '{"cat":["a"]}'],
])("says %j", (rule, words) => expect(ruleWords(rule, names)).toBe(words));

describe("a text", () => {
	it("shows its variables by name", () => {
		expect(textWords("Rx {{ steps.check.rx | round }}\n of {{ doc.status }}", names)).toBe(
			"Rx ‹Check the line › Rx› of ‹Status›",
		);
	});
});
