import { describe, expect, it } from "vitest";
import type { Catalogue, FlowStep, KindInfo, Param } from "@/api/flowTypes";
import { check, merged } from "./checks";

const kind = (name: string, params: Partial<Param>[] = []): KindInfo => ({
	name,
	label: name,
	icon: "circle",
	group: "",
	help: "",
	structural: false,
	agent: false,
	project: true,
	applies_to: [],
	outputs: [],
	params: params.map((one): Param => ({
		name: "text",
		label: "Text",
		type: "text",
		required: true,
		options: [],
		default: null,
		help: "",
		depends_on: null,
		...(one as object),
	})),
});

const waitParams: Partial<Param>[] = [
	{ name: "mode", label: "Wait", default: "duration" },
	{ name: "field", label: "Date", depends_on: { param: "mode", values: ["date"] } },
];
const catalogue: Catalogue = {
	kinds: [kind("sms", [{}]), kind("group"), kind("branch"), kind("wait", waitParams)],
	events: [],
	doctypes: [],
	operators: [],
};
const step = (id: string, more: Partial<FlowStep> = {}): FlowStep => ({
	id,
	kind: "group",
	label: "",
	...more,
});
const messages = (...steps: FlowStep[]): string[] => check(steps, catalogue).map(({ message }) => message);

describe("what is seen at once", () => {
	it("names the steps that wait for each other", () => {
		expect(
			messages(step("a", { depends_on: ["b"], label: "Ask" }), step("b", { depends_on: ["a"] })),
		).toEqual(["These steps wait for each other: Ask → b → Ask."]);
	});

	it("names a required parameter that is empty", () => {
		expect(messages(step("a", { kind: "sms", params: { text: "  " } }))).toEqual(["“Text” is missing."]);
		expect(messages(step("a", { kind: "sms", params: { text: "Hello" } }))).toEqual([]);
	});

	it("asks only for the parameters of the way that was chosen", () => {
		expect(messages(step("a", { kind: "wait" }))).toEqual([]);
		expect(messages(step("a", { kind: "wait", params: { mode: "date" } }))).toEqual([
			"“Date” is missing.",
		]);
	});

	it("says when a step waits for one that is gone or stands elsewhere", () => {
		expect(messages(step("a", { depends_on: ["z"] }))).toEqual(["It waits for “z”, which is not there."]);
		expect(messages(step("g"), step("a", { parent: "g" }), step("b", { depends_on: ["a"] }))).toEqual([
			"It cannot wait for “a”, which is not in the same group.",
		]);
	});

	it("says when the case of a step is gone and when a kind is unknown", () => {
		expect(messages(step("f", { kind: "branch" }), step("a", { parent: "f", lane: "vip" }))).toEqual([
			"Its case “vip” is no longer there.",
		]);
		expect(messages(step("a", { kind: "fax" }))).toEqual(["There is no kind of step “fax” here."]);
	});
});

describe("with what the server says", () => {
	it("shows a fault once, and none of a step that is gone", () => {
		const here = [{ step: "a", path: "params.text", message: "“Text” is missing." }];
		const server = [
			{ step: "a", path: "params.text", message: "Parameter text: required" },
			{ step: "a", path: "condition", message: "Unknown variable" },
			{ step: "gone", path: "kind", message: "…" },
			{ step: null, path: "schedule", message: "Not a schedule" },
		];
		expect(merged(here, server, [step("a")]).map(({ message }) => message)).toEqual([
			"“Text” is missing.",
			"Unknown variable",
			"Not a schedule",
		]);
	});
});
