import { describe, expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { pairRows } from "./diff";

const step = (id: string, changes: Partial<FlowStep> = {}): FlowStep => ({
	id,
	kind: "send_sms",
	label: id,
	params: {},
	...changes,
});

const chain = (...ids: string[]) => ({
	steps: ids.map((id, index) => step(id, { depends_on: index ? [ids[index - 1]!] : [] })),
});

const told = (before: { steps: FlowStep[] }, after: { steps: FlowStep[] }) =>
	pairRows(before, after)
		.filter(({ change }) => change)
		.map(({ key, change, fields }) => [key, change, ...fields.map(({ path }) => path)].join(" "));

describe("what became of a drawing", () => {
	it("is nothing when only the spelling differs", () => {
		const written = {
			steps: [step("a", { params: { to: "x", text: "y" }, condition: null, parent: null })],
		};
		const same = { steps: [step("a", { params: { text: "y", to: "x", subject: "" }, depends_on: [] })] };
		expect(told(written, same)).toEqual([]);
	});

	it("names what was added and removed, and leaves the neighbours of a chain alone", () => {
		expect(told(chain("a", "b", "c"), chain("a", "new", "c"))).toEqual(["b removed", "new added"]);
	});

	it("names each field that changed", () => {
		const before = { steps: [step("a", { params: { text: "Hello", to: "x" } })] };
		const after = {
			steps: [
				step("a", {
					label: "Say hello",
					params: { text: "Bonjour", to: "x" },
					on_error: { action: "continue" },
				}),
			],
		};
		expect(told(before, after)).toEqual(["a changed label on_error params.text"]);
	});

	it("shows a step that moved where it was and where it is", () => {
		expect(told(chain("a", "b", "c"), chain("b", "c", "a"))).toEqual(["a/was moved", "a moved"]);
	});

	it("takes a step into a group as moved, though it stands in the same order", () => {
		const before = { steps: [step("g", { kind: "group" }), step("a", { depends_on: ["g"] })] };
		const after = { steps: [step("g", { kind: "group" }), step("a", { parent: "g" })] };
		expect(told(before, after)).toEqual(["a moved"]);
	});

	it("tells what a step waits for when that is no chain", () => {
		const before = { steps: [step("a"), step("b"), step("c", { depends_on: ["a", "b"] })] };
		const after = { steps: [step("a"), step("b"), step("c", { depends_on: ["a"] })] };
		expect(told(before, after)).toEqual(["c changed depends_on"]);
	});
});
