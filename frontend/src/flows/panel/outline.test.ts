import { expect, it } from "vitest";
import type { FlowStep, SimulatedStep } from "@/api/flowTypes";
import { outline } from "./outline";

const STEPS: FlowStep[] = [
	{ id: "each", kind: "loop", label: "Each" },
	{ id: "after", kind: "send_sms", label: "After" },
	{ id: "tell", kind: "send_sms", label: "Tell", parent: "each" },
	{ id: "note", kind: "send_sms", label: "Note", parent: "each" },
];

function moment(instance: string): SimulatedStep {
	const [step = ""] = instance.split("#");
	return { instance, step, status: "Done", at: null, why: null, shown: [], output: null, error: null };
}

it("what stands in a loop comes after it, turn by turn, before what is drawn below", () => {
	const moments = ["each", "after", "note#0", "tell#0", "tell#1", "note#1"].map(moment);

	const entries = outline(moments, STEPS);

	expect(entries.map((one) => [one.moment.instance, one.depth])).toEqual([
		["each", 0],
		["tell#0", 1],
		["note#0", 1],
		["tell#1", 1],
		["note#1", 1],
		["after", 0],
	]);
});
