import { expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { update } from "./update";

const steps: FlowStep[] = [
	{ id: "a", kind: "note", label: "" },
	{ id: "h", kind: "note", label: "", depends_on: ["a"] },
	{ id: "b", kind: "note", label: "", depends_on: ["h"] },
];
const handled: Partial<FlowStep> = { on_error: { action: "handler", handler: "h" } };
const waits = (all: FlowStep[]) => all.map((step) => step.depends_on ?? []);

it("takes a step that answers a failure out of the chain", () => {
	expect(waits(update(steps, "a", handled))).toEqual([[], [], ["a"]]);
});

it("puts it back when it answers no failure any more", () => {
	const back = update(update(steps, "a", handled), "a", { on_error: null });
	expect(waits(back)).toEqual([[], ["a"], ["h"]]);
});

it("keeps the edges of a drawing that is no chain", () => {
	const wide = [...steps, { id: "c", kind: "note", label: "", depends_on: ["a"] }];
	expect(waits(update(wide, "b", { on_error: { action: "handler", handler: "h" } }))).toEqual([
		[],
		[],
		["a"],
		["a"],
	]);
});

it("changes nothing else of the drawing", () => {
	expect(update(steps, "b", { label: "Tell" })[2]).toEqual({ ...steps[2], label: "Tell" });
});
