import { describe, expect, it } from "vitest";
import { makeRunStep } from "../../../tests/flows";
import { highlightsOf } from "./highlights";

const at = (minute: number) => `2026-11-20T12:0${minute}:00Z`;

describe("where a run stands on its drawing", () => {
	it("is, of the turns of a loop, the one that failed", () => {
		const steps = [
			makeRunStep({ instance: "tell#0" }),
			makeRunStep({ instance: "tell#1", status: "Failed", error: "Nobody at this number" }),
			makeRunStep({ instance: "tell#2", status: "Pending" }),
		];
		expect(highlightsOf(steps).get("tell")).toMatchObject({
			status: "Failed",
			why: "Nobody at this number",
		});
	});

	it("is the latest of those that are alike, and not what undid it", () => {
		const steps = [
			makeRunStep({ instance: "tell#0", ended_on: at(1) }),
			makeRunStep({ instance: "tell#1", ended_on: at(2) }),
			makeRunStep({ instance: "tell#1~undo", status: "Failed" }),
		];
		expect(highlightsOf(steps).get("tell")).toEqual({ status: "Done", at: at(2), why: null });
	});
});
