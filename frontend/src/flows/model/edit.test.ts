import { describe, expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { isChain } from "./chain";
import { connect, duplicate, insert, move, remove, wrap } from "./edit";
import { dependsOn, lanesOf, siblings, TOP, type Steps } from "./steps";

function step(id: string, more: Partial<FlowStep> = {}): FlowStep {
	return { id, kind: "note", label: id.toUpperCase(), ...more };
}

function chain(...ids: string[]): FlowStep[] {
	return ids.map((id, index) => step(id, index ? { depends_on: [ids[index - 1] as string] } : {}));
}

/** "a, b<a, c<b": the siblings in order, each with what it waits for. */
function drawn(steps: Steps, place = TOP): string {
	return siblings(steps, place)
		.map((one) => one.id + (dependsOn(one).length ? `<${dependsOn(one).join("+")}` : ""))
		.join(", ");
}

const at = (index: number, parent: string | null = null, lane = "") => ({ index, parent, lane });

describe("a simple chain", () => {
	it("is chained anew when its last step is moved first", () => {
		expect(drawn(move(chain("a", "b", "c"), "c", at(0)).steps)).toBe("c, a<c, b<a");
	});

	it("is chained anew when its first step is moved between the others", () => {
		expect(drawn(move(chain("a", "b", "c"), "a", at(2)).steps)).toBe("b, a<b, c<a");
	});

	it("takes a new step between two others", () => {
		expect(drawn(insert(chain("a", "b"), [step("new")], at(1)))).toBe("a, new<a, b<new");
	});

	it("closes over a step that is removed", () => {
		expect(drawn(remove(chain("a", "b", "c"), "b").steps)).toBe("a, c<a");
	});

	it("leaves a step that only answers a failure out of its order", () => {
		const handled = { on_error: { action: "handler", handler: "h" } as const };
		const steps = [step("a", handled), step("h"), step("b", { depends_on: ["a"] })];
		expect(isChain(steps)).toBe(true);
		expect(drawn(move(steps, "b", at(0)).steps)).toBe("b, a<b, h");
	});
});

describe("a drawing that is no chain", () => {
	const diamond = [
		step("a"),
		step("b", { depends_on: ["a"] }),
		step("c", { depends_on: ["a"] }),
		step("d", { depends_on: ["b", "c"] }),
	];

	it("keeps its edges when its steps change places", () => {
		const moved = move(diamond, "c", at(1));
		expect(drawn(moved.steps)).toBe("a, c<a, b<a, d<b+c");
		expect(moved.dropped).toEqual([]);
	});

	it("lets what waited for a removed step wait for what that one waited for", () => {
		expect(drawn(remove(diamond, "b").steps)).toBe("a, c<a, d<a+c");
	});

	it("says which edges are lost when a step leaves for a group", () => {
		const moved = move([...diamond, step("g", { kind: "group", depends_on: ["d"] })], "b", at(0, "g"));
		expect(drawn(moved.steps)).toBe("a, c<a, d<a+c, g<d");
		expect(drawn(moved.steps, { parent: "g", lane: "" })).toBe("b");
		expect(moved.dropped).toEqual([
			{ from: "a", to: "b" },
			{ from: "b", to: "d" },
		]);
	});

	it("lets a new step wait for the one above it and disturbs no other", () => {
		expect(drawn(insert(diamond, [step("new")], at(3)))).toBe("a, b<a, c<a, new<c, d<b+c");
	});
});

describe("containers", () => {
	const branch = step("fork", {
		kind: "branch",
		depends_on: ["a"],
		params: { cases: [{ key: "yes", label: "Paid", condition: true }] },
	});
	const steps = [
		step("a"),
		branch,
		step("x", { parent: "fork", lane: "yes" }),
		step("b", { depends_on: ["fork"] }),
	];

	it("moves a step into a lane, chains it there and closes the chain it left", () => {
		const moved = move(steps, "b", at(1, "fork", "yes")).steps;
		expect(drawn(moved)).toBe("a, fork<a");
		expect(drawn(moved, { parent: "fork", lane: "yes" })).toBe("x, b<x");
	});

	it("takes along what stands in a container", () => {
		const moved = move(steps, "fork", at(0)).steps;
		expect(drawn(moved)).toBe("fork, a<fork, b<a");
		expect(drawn(moved, { parent: "fork", lane: "yes" })).toBe("x");
	});

	it("does not move a container into itself", () => {
		expect(move(steps, "fork", at(0, "fork", "yes")).steps).toEqual(steps);
	});

	it("removes what stands in a container with it", () => {
		expect(remove(steps, "fork").steps.map(({ id }) => id)).toEqual(["a", "b"]);
	});

	it("does not chain what runs side by side", () => {
		const parallel = [step("p", { kind: "parallel" }), step("x", { parent: "p" })];
		const grown = insert(parallel, [step("y")], at(1, "p"));
		expect(drawn(grown, { parent: "p", lane: "" })).toBe("x, y");
	});

	it("chains the steps of one lane of a parallel, and offers the next lane", () => {
		const parallel = [step("p", { kind: "parallel" }), step("x", { parent: "p", lane: "lane_1" })];
		const grown = insert(
			insert(parallel, [step("y")], at(1, "p", "lane_1")),
			[step("z")],
			at(0, "p", "lane_2"),
		);
		expect(drawn(grown, { parent: "p", lane: "lane_1" })).toBe("x, y<x");
		expect(lanesOf(grown, parallel[0] as FlowStep).map(({ label }) => label)).toEqual([
			"Lane 1",
			"Lane 2",
			"Lane 3",
		]);
	});

	it("wraps a step in a group that takes its place in the order", () => {
		const wrapped = wrap(chain("a", "b", "c"), "b", step("g", { kind: "group" }));
		expect(drawn(wrapped)).toBe("a, g<a, c<g");
		expect(drawn(wrapped, { parent: "g", lane: "" })).toBe("b");
	});
});

describe("copies", () => {
	it("have ids of their own, also in what they say of each other", () => {
		const steps = [
			step("g", { kind: "group" }),
			step("ask", { parent: "g" }),
			step("tell", { parent: "g", depends_on: ["ask"], params: { text: "{{ steps.ask.answer }}" } }),
		];
		const copy = duplicate(steps, "g");

		expect(copy.id).toBe("g_2");
		expect(drawn(copy.steps)).toBe("g, g_2<g");
		expect(copy.steps.find(({ id }) => id === "tell_2")).toMatchObject({
			parent: "g_2",
			depends_on: ["ask_2"],
			params: { text: "{{ steps.ask_2.answer }}" },
		});
	});
});

describe("drawing an edge", () => {
	it("lets one step wait for another", () => {
		expect(drawn(connect([step("a"), step("b")], "a", "b") ?? [])).toBe("a, b<a");
	});

	it("is refused when it would go in circles", () => {
		expect(connect(chain("a", "b", "c"), "c", "a")).toBeNull();
	});
});

describe("handlers", () => {
	it("are let go of when they leave the group of who they answer for", () => {
		const steps = [
			step("a", { on_error: { action: "retry", max: 2, then: "handler", handler: "h" } }),
			step("h"),
			step("g", { kind: "group", depends_on: ["a"] }),
		];
		const moved = move(steps, "h", at(0, "g"));
		expect(moved.steps[0]?.on_error).toEqual({ action: "retry", max: 2, then: "fail" });
		expect(moved.dropped).toEqual([{ from: "a", to: "h" }]);
	});
});
