import { expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { stepsBefore } from "./before";

function step(id: string, depends_on: string[] = [], more: Partial<FlowStep> = {}): FlowStep {
	return { id, kind: "send_sms", label: id, depends_on, ...more };
}

it("a step sees those it follows, what these contain, and what its own containers follow", () => {
	const steps = [
		step("first"),
		step("box", ["first"], { kind: "group" }),
		step("inside", [], { parent: "box" }),
		step("beside"),
		step("then", ["box"], { kind: "branch" }),
		step("left", [], { parent: "then", lane: "a" }),
		step("left_next", ["left"], { parent: "then", lane: "a" }),
		step("right", [], { parent: "then", lane: "else" }),
		step("after", ["then"]),
	];

	expect(stepsBefore(steps, "left_next")).toEqual(["first", "box", "inside", "left"]);
	expect(stepsBefore(steps, "after")).toEqual([
		"first",
		"box",
		"inside",
		"then",
		"left",
		"left_next",
		"right",
	]);
	expect(stepsBefore(steps, "first")).toEqual([]);
});

it("a handler sees the step that failed", () => {
	const steps = [step("charge", [], { on_error: { action: "handler", handler: "tell" } }), step("tell")];

	expect(stepsBefore(steps, "tell")).toEqual(["charge"]);
});

it("a cycle ends", () => {
	expect(stepsBefore([step("a", ["b"]), step("b", ["a"])], "a")).toEqual(["b"]);
});

it("what stands in a loop is seen in that loop only", () => {
	const steps = [
		step("each", [], { kind: "loop" }),
		step("tell", [], { parent: "each" }),
		step("note", ["tell"], { parent: "each" }),
		step("after", ["each"]),
	];

	expect(stepsBefore(steps, "note")).toEqual(["tell"]);
	expect(stepsBefore(steps, "after")).toEqual(["each"]);
});
