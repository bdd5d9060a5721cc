import { describe, expect, it } from "vitest";
import type { Definition, FlowStep, RunStep } from "@/api/flowTypes";
import { closedAtFirst, inSight, outline, type OutlineRow } from "./outline";

const drawn = (id: string, kind: string, changes: Partial<FlowStep> = {}): FlowStep => ({
	id,
	kind,
	label: id,
	...changes,
});

const state = (instance: string, status: RunStep["status"] = "Done"): RunStep => ({
	instance,
	step: instance.replace(/[#~].*/, ""),
	kind: "send_sms",
	label: instance,
	status,
	attempts: 1,
	started_on: null,
	ended_on: null,
	wake_on: null,
	waiting_event: null,
	input: null,
	output: null,
	error: null,
	why: null,
});

const keys = (rows: OutlineRow[]) => rows.map(({ key, depth }) => `${"  ".repeat(depth)}${key}`);

describe("a run read from top to bottom", () => {
	it("shows a step that was not reached as pending", () => {
		const definition: Definition = { steps: [drawn("tell", "send_sms"), drawn("mail", "send_email")] };
		const rows = outline(definition, [state("tell")]);
		expect(rows.map((row) => row.type === "step" && row.step.status)).toEqual(["Done", "Pending"]);
	});

	it("stands the steps of a branch under their case", () => {
		const cases = [{ key: "yes", label: "Paid", condition: true }];
		const definition: Definition = {
			steps: [
				drawn("paid", "branch", { params: { cases } }),
				drawn("thank", "send_sms", { parent: "paid", lane: "yes" }),
				drawn("cut", "update_field", { parent: "paid", lane: "else" }),
			],
		};
		expect(keys(outline(definition, []))).toEqual([
			"paid",
			"  paid/yes",
			"    thank",
			"  paid/else",
			"    cut",
		]);
	});

	it("takes the turns of a loop one after the other, the tenth after the ninth", () => {
		const definition: Definition = {
			steps: [drawn("each", "loop"), drawn("tell", "send_sms", { parent: "each" })],
		};
		const rows = outline(definition, [
			state("each"),
			state("tell#10"),
			state("tell#9"),
			state("tell#9~undo"),
		]);
		expect(keys(rows)).toEqual([
			"each",
			"  each#9",
			"    tell#9",
			"      tell#9~undo",
			"  each#10",
			"    tell#10",
		]);
	});

	it("finds the turns of a loop within a loop", () => {
		const definition: Definition = {
			steps: [
				drawn("each", "loop"),
				drawn("all", "loop", { parent: "each" }),
				drawn("tell", "send_sms", { parent: "all" }),
			],
		};
		const rows = outline(definition, [state("all#1"), state("tell#1.0"), state("tell#1.1")]);
		expect(keys(rows)).toEqual([
			"each",
			"  each#1",
			"    all#1",
			"      all#1.0",
			"        tell#1.0",
			"      all#1.1",
			"        tell#1.1",
		]);
	});

	it("closes the turns of a long loop that went well, and keeps in sight those that did not", () => {
		const definition: Definition = {
			steps: [
				drawn("each", "loop"),
				drawn("tell", "send_sms", { parent: "each" }),
				drawn("end", "wait"),
			],
		};
		const turns = [0, 1, 2, 3].map((turn) => state(`tell#${turn}`, turn === 2 ? "Failed" : "Done"));
		const rows = outline(definition, turns);
		const shown = keys(inSight(rows, new Set(closedAtFirst(rows)))).map((key) => key.trim());
		expect(shown).toEqual(["each", "each#0", "each#1", "each#2", "tell#2", "each#3", "end"]);
	});

	it("leaves out nothing that happened, though the drawing does not name it", () => {
		expect(keys(outline({ steps: [] }, [state("gone")]))).toEqual(["gone"]);
	});
});
