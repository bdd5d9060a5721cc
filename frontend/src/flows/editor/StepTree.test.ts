import { mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { expect, it } from "vitest";
import { h } from "vue";
import type { FlowStep, Highlight } from "@/api/flowTypes";
import { CATALOGUE, makeKind, makeStep } from "../../../tests/flowEditor";
import StepTree from "./StepTree.vue";

const catalogue = { ...CATALOGUE, kinds: [...CATALOGUE.kinds, makeKind("branch"), makeKind("parallel")] };

function draw(steps: FlowStep[], highlight: Record<string, Highlight> = {}, readonly = true): VueWrapper {
	const props = {
		definition: { steps },
		catalogue,
		readonly,
		highlight: new Map(Object.entries(highlight)),
	};
	return mount(() => h(TooltipProvider, () => h(StepTree, props)));
}

const card = (tree: VueWrapper, id: string): string => tree.get(`[data-step="${id}"] > [data-head]`).text();

it("says by labels when a step runs, wherever no line says it", () => {
	const tree = draw([
		makeStep("a", { on_error: { action: "handler", handler: "h" } }),
		makeStep("b", { depends_on: ["a"] }),
		makeStep("c", { depends_on: ["a"], condition: { "==": [{ var: "doc.status" }, "Open"] } }),
		makeStep("d", { depends_on: ["b", "c"] }),
		makeStep("e"),
		makeStep("h"),
	]);

	expect(card(tree, "a")).toContain("if it fails, then “H”");
	expect(card(tree, "b")).not.toContain("after");
	expect(card(tree, "c")).toContain("after A");
	expect(card(tree, "c")).toContain("only if doc.status is “Open”");
	expect(card(tree, "d")).toContain("after B, C");
	expect(card(tree, "e")).toContain("starts right away");
	expect(card(tree, "h")).toContain("only if A fails");
});

it("marks where a run stands by word and shape, with why", () => {
	const tree = draw([makeStep("a"), makeStep("b", { depends_on: ["a"] })], {
		a: { status: "Done", at: null, why: null },
		b: { status: "Waiting", at: null, why: "Until 24 Nov. 09:00" },
	});

	expect(tree.get('[data-step="a"] [role=img]').attributes("aria-label")).toBe("Done");
	expect(tree.get('[data-step="b"] [role=img]').attributes("aria-label")).toBe("Waiting");
	expect(card(tree, "b")).toContain("Until 24 Nov. 09:00");
});

it("offers nothing to change where it is only read", () => {
	const steps = [makeStep("p", { kind: "parallel" }), makeStep("x", { parent: "p", lane: "paid" })];
	expect(
		draw(steps)
			.findAll("[data-lane-head]")
			.map((one) => one.text()),
	).toEqual(["Paid"]);
	expect(draw(steps).find(".add").exists()).toBe(false);
	expect(draw(steps, {}, false).findAll("[data-lane-head]")).toHaveLength(2);
});

it("keeps the steps of a case that is gone in sight", () => {
	const tree = draw([makeStep("fork", { kind: "branch" }), makeStep("x", { parent: "fork", lane: "vip" })]);
	expect(tree.get(".lost").text()).toContain("This case is no longer there");
	expect(card(tree, "x")).toContain("X");
});
