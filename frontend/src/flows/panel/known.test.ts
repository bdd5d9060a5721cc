import { expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { CATALOGUE, LINE, makeKind, TELL, VARIABLES } from "../../../tests/flowPanels";
import { found } from "./find";
import { knownGroups, namer } from "./known";

const STEPS = [LINE, TELL];

function paths(steps: FlowStep[], step: string | null): string[] {
	const groups = knownGroups(steps, step, CATALOGUE, VARIABLES, "on_payment_received");
	return groups.flatMap((group) => group.fields.map(({ path }) => path));
}

it("a step knows the record, what the event brings, and what the steps before it give", () => {
	expect(paths(STEPS, "tell")).toContain("steps.check_line.rx");
	expect(paths(STEPS, "tell")).toContain("trigger.amount");
	expect(paths(STEPS, "check_line")).not.toContain("steps.check_line.rx");
	expect(paths(STEPS, null)).not.toContain("steps.check_line.rx");
});

it("the answers to a form, what was set before, and the element of a loop are known", () => {
	const catalogue = {
		...CATALOGUE,
		kinds: [makeKind("ask_person", { outputs: [{ name: "answers", label: "Answers", type: "json" }] })],
	};
	const steps: FlowStep[] = [
		{
			id: "ask",
			kind: "ask_person",
			label: "Ask",
			params: { form: [{ name: "why", label: "Why?", type: "text" }] },
		},
		{ id: "set", kind: "set_variable", label: "Set", depends_on: ["ask"], params: { name: "total" } },
		{ id: "each", kind: "loop", label: "Each", depends_on: ["set"], params: { item: "service" } },
		{ id: "tell", kind: "send_sms", label: "Tell", parent: "each" },
	];

	const fields = knownGroups(steps, "tell", catalogue, { groups: [] }, "manual").flatMap(
		(group) => group.fields,
	);

	expect(fields.map(({ path }) => path)).toEqual([
		"service",
		"index",
		"steps.ask.answers",
		"steps.ask.answers.why",
		"vars.total",
	]);
});

it("a path is called by its step and field, also inside what holds more; one that is too early is unknown", () => {
	const groups = knownGroups(STEPS, "tell", CATALOGUE, VARIABLES, "manual");
	const nameOf = namer(groups, STEPS);

	expect(nameOf("steps.check_line.rx")).toEqual({ label: "Check the line › Rx", known: true });
	expect(nameOf("customer.customer_name")).toEqual({ label: "Customer › Name", known: true });
	expect(nameOf("steps.tell.sent")).toEqual({ label: "Tell › sent", known: false });
	expect(nameOf("doc.nonsense")).toEqual({ label: "doc.nonsense", known: false });
});

it("a search finds by words of the group and the label, without accents", () => {
	const groups = knownGroups(STEPS, "tell", CATALOGUE, VARIABLES, "manual");

	expect(found(groups, "líne rx").flatMap(({ fields }) => fields.map(({ path }) => path))).toEqual([
		"steps.check_line.rx",
	]);
	const totals = ["Base grand total", "Grand total", "Grand total (rounded)"].map((label, index) => ({
		...groups[0]!.fields[0]!,
		label,
		path: `doc.total_${index}`,
	}));
	const [best] = found([{ key: "doc", label: "Invoice", fields: totals }], "grand total");
	expect(best?.fields.map(({ label }) => label)).toEqual([
		"Grand total",
		"Grand total (rounded)",
		"Base grand total",
	]);
	expect(found(groups, "nothing like it")).toEqual([]);
});
