import { describe, expect, it } from "vitest";
import type { JsonLogic } from "@/api/flowTypes";
import { rowsOf, ruleOf, variablesOf, type Operator, type Row } from "./rules";

const VALUES: Record<Operator, Row["value"]> = {
	equals: "Overdue",
	differs: { var: "customer.name" },
	less: -27,
	atMost: 0,
	more: 10.5,
	atLeast: { var: "doc.paid_amount" },
	contains: "TV",
	lacks: "",
	oneOf: ["Active", "Suspended", 3],
	noneOf: [],
	filled: null,
	empty: null,
	before: "2026-11-21",
	after: "2026-11-21T09:00",
	daysAgoMore: 10,
	daysAgoAtLeast: 3,
	daysAgoAtMost: 60,
	daysAgoLess: 0,
	daysAheadMore: 3,
	daysAheadAtLeast: 2,
	daysAheadAtMost: 7,
	daysAheadLess: 1,
};
const ROWS = Object.entries(VALUES).map(
	([operator, value]) => ({ path: `doc.${operator}`, operator, value }) as Row,
);

describe("rows of a condition", () => {
	it.each(ROWS)("come back as they were written: $operator", (row) => {
		expect(rowsOf(ruleOf({ join: "all", rows: [row] }))).toEqual({ join: "all", rows: [row] });
	});

	it.each(["all", "any"] as const)("come back together: %s of them", (join) => {
		expect(rowsOf(ruleOf({ join, rows: ROWS }))).toEqual({ join, rows: ROWS });
	});

	it("are no condition when there are none, and leave out the one that names nothing yet", () => {
		expect(ruleOf({ join: "any", rows: [] })).toBeNull();
		expect(ruleOf({ join: "any", rows: [{ path: "", operator: "equals", value: 1 }] })).toBeNull();
		expect(rowsOf(null)).toEqual({ join: "all", rows: [] });
	});

	it.each([
		{ "==": [{ var: "doc.status" }, "Open"] },
		{ in: ["TV", { var: "doc.plan" }] },
		{ "!": [{ in: [{ var: "doc.status" }, ["Open"]] }] },
		{ ">": [{ days_between: [{ var: "doc.due_date" }, { var: "today" }] }, 10] },
		{ or: [{ "!!": [{ var: "doc.a" }] }, { "<": [{ var: "steps.check_line.rx" }, -27] }] },
	] as JsonLogic[])("hold a rule they can say, to the letter: %j", (rule) => {
		const rows = rowsOf(rule);
		expect(rows && ruleOf(rows)).toEqual(rule);
	});

	it("hold other ways of writing the same", () => {
		const others: JsonLogic = {
			and: [
				{ var: "doc.a" },
				{ "!!": { var: "doc.b" } },
				{ "!": { var: "doc.c" } },
				{ ">=": [{ days_between: [{ today: [] }, { var: "doc.d" }] }, 2] },
			],
		};
		const rows = rowsOf(others);

		expect(rows && ruleOf(rows)).toEqual({
			and: [
				{ "!!": [{ var: "doc.a" }] },
				{ "!!": [{ var: "doc.b" }] },
				{ "!": [{ var: "doc.c" }] },
				{ ">=": [{ days_between: [{ var: "today" }, { var: "doc.d" }] }, 2] },
			],
		});
	});

	it("hold pieces that are joined by the same word", () => {
		const [a, b, c]: JsonLogic[] = ["doc.a", "doc.b", "doc.c"].map((path) => ({ "!": [{ var: path }] }));

		const rows = rowsOf({ or: [{ or: [a, b] }, c] } as JsonLogic);

		expect(rows && ruleOf(rows)).toEqual({ or: [a, b, c] });
	});

	it.each([
		true,
		{ "==": [{ var: "doc.status" }, "Open", "more"] },
		{ "==": [{ var: ["doc.status", "Open"] }, "Open"] },
		{ "==": [1, { var: "doc.status" }] },
		{ "<": [1, { var: "doc.total" }, 10] },
		{ "===": [{ var: "doc.status" }, "Open"] },
		{ "+": [1, 2] },
		{ in: [{ var: "doc.a" }, { var: "doc.b" }] },
		{ and: [{ "!!": [{ var: "doc.a" }] }] },
		{
			and: [
				{ "!!": [{ var: "doc.a" }] },
				{ or: [{ "!!": [{ var: "doc.b" }] }, { "!!": [{ var: "doc.c" }] }] },
			],
		},
		{ some: [{ var: "doc.items" }, { "==": [{ var: "item_group" }, "TV"] }] },
		{ ">": [{ days_between: [{ var: "doc.due_date" }, { var: "doc.paid_on" }] }, 10] },
	] as JsonLogic[])("refuse a rule that says more: %j", (rule) => {
		expect(rowsOf(rule)).toBeNull();
	});
});

it("names each variable a rule reads once, however deep", () => {
	const rule: JsonLogic = {
		and: [{ "!!": [{ var: "doc.a" }] }, { "<": [{ var: ["doc.b", 0] }, { "+": [{ var: "doc.a" }, 1] }] }],
	};
	expect(variablesOf(rule)).toEqual(["doc.a", "doc.b"]);
	expect(variablesOf(null)).toEqual([]);
});
