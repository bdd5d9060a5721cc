import { describe, expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { move } from "./edit";
import { outerKey, rowsOf, spotBeside, spotIn, spotOut } from "./rows";
import { find, placeOf } from "./steps";

const step = (id: string, more: Partial<FlowStep> = {}): FlowStep => ({
	id,
	kind: "note",
	label: id,
	...more,
});
const DRAWING = [
	step("a"),
	step("fork", {
		kind: "branch",
		depends_on: ["a"],
		params: { cases: [{ key: "yes", label: "Yes", condition: true }] },
	}),
	step("x", { parent: "fork", lane: "yes" }),
	step("p", { kind: "parallel", depends_on: ["fork"] }),
	step("y", { parent: "p", lane: "lane_1" }),
	step("g", { kind: "group", depends_on: ["p"] }),
	step("z", { parent: "g" }),
];

/** The places a step comes by when it is moved on until it stays: "fork/yes" for a case. */
function journey(id: string, by: 1 | -1): string[] {
	const seen: string[] = [];
	let steps = DRAWING;
	for (let press = 0; press < 20; press++) {
		const spot = spotBeside(steps, find(steps, id) as FlowStep, by);
		if (!spot) return seen;
		steps = move(steps, id, spot).steps;
		const { parent, lane } = placeOf(find(steps, id) as FlowStep);
		seen.push(`${parent ?? ""}/${lane}`);
	}
	return seen;
}

describe("walking", () => {
	it("goes through cases and lanes as rows, and past what is closed", () => {
		expect(rowsOf(DRAWING, new Set(["g"])).map(({ key, level }) => `${level} ${key}`)).toEqual([
			"1 @start",
			"1 a",
			"1 fork",
			"2 fork/yes",
			"3 x",
			"2 fork/else",
			"1 p",
			"2 p/lane_1",
			"3 y",
			"2 p/lane_2",
			"1 g",
		]);
	});

	it("comes out of a case by its head, out of a group by the group", () => {
		const rows = rowsOf(DRAWING, new Set());
		const outer = (key: string) =>
			outerKey(
				DRAWING,
				rows.find((row) => row.key === key)!,
			);
		expect([outer("x"), outer("fork/yes"), outer("z"), outer("a")]).toEqual([
			"fork/yes",
			"fork",
			"g",
			null,
		]);
	});
});

describe("moving press by press", () => {
	it("goes over cases and out of the branch, and ends at the end", () => {
		expect(journey("x", 1)).toEqual(["fork/else", "/", "/", "/"]);
		expect(journey("x", -1)).toEqual(["/", "/"]);
	});

	it("does not begin lane after lane for a step that is alone in its own", () => {
		expect(journey("y", 1)).toEqual(["/", "/"]);
	});

	it("goes into the container above and out of its own", () => {
		const b = step("b", { depends_on: ["g"] });
		expect(spotIn([...DRAWING, b], b)).toEqual({ parent: "g", lane: "", index: 1 });
		expect(spotOut(DRAWING, DRAWING[6] as FlowStep)).toEqual({ parent: null, lane: "", index: 4 });
		expect(spotOut(DRAWING, DRAWING[0] as FlowStep)).toBeNull();
	});
});
