import { describe, expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { layout, type Box } from "./layout";

const step = (id: string, more: Partial<FlowStep> = {}): FlowStep => ({
	id,
	kind: "note",
	label: id,
	...more,
});

const DRAWING: FlowStep[] = [
	step("a", { on_error: { action: "handler", handler: "h" } }),
	step("h"),
	step("b", { depends_on: ["a"] }),
	step("c", { depends_on: ["a"] }),
	step("fork", {
		kind: "branch",
		depends_on: ["b", "c"],
		params: { cases: [{ key: "yes", label: "Yes", condition: true }] },
	}),
	step("x", { parent: "fork", lane: "yes" }),
	step("y", { parent: "fork", lane: "yes", depends_on: ["x"] }),
	step("z", { parent: "fork", lane: "else" }),
];

describe("the graph of a flow", () => {
	const { boxes, lines } = layout(DRAWING);
	const at = (id: string) => boxes.find((box) => box.id === id) as Box;

	it("puts a step below all it waits for, and a handler below whose failure it answers", () => {
		expect(at("@start").y).toBeLessThan(at("a").y);
		expect(at("b").y).toBe(at("c").y);
		expect(at("b").y).toBeGreaterThan(at("a").y);
		expect(at("h").y).toBeGreaterThan(at("a").y);
		expect(at("fork").y).toBeGreaterThan(at("c").y);
	});

	it("lets no two boxes of one parent overlap and none stick out of it", () => {
		for (const one of boxes) {
			const parent = boxes.find((box) => box.id === one.parent);
			if (parent) {
				expect(one.x).toBeGreaterThanOrEqual(0);
				expect(one.x + one.width).toBeLessThanOrEqual(parent.width);
				expect(one.y + one.height).toBeLessThanOrEqual(parent.height);
			}
			for (const other of boxes.filter((box) => box.parent === one.parent && box.id !== one.id)) {
				const isApart =
					one.x + one.width <= other.x ||
					other.x + other.width <= one.x ||
					one.y + one.height <= other.y ||
					other.y + other.height <= one.y;
				expect(isApart, `${one.id} over ${other.id}`).toBe(true);
			}
		}
	});

	it("joins what waits, what answers a failure, and the start with what begins", () => {
		expect(lines.map(({ from, to, isFailure }) => `${from}${isFailure ? "!" : ">"}${to}`)).toEqual([
			"@start>a",
			"a>b",
			"a>c",
			"b>fork",
			"c>fork",
			"x>y",
			"a!h",
		]);
	});

	it("does not hang on steps that wait for each other", () => {
		const round = layout([step("a", { depends_on: ["b"] }), step("b", { depends_on: ["a"] })]);
		expect(round.boxes).toHaveLength(3);
	});
});
