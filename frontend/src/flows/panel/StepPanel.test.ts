import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import type { FlowStep, JsonLogic, Problem } from "@/api/flowTypes";
import { CATALOGUE, makeDraft, TELL, VARIABLES } from "../../../tests/flowPanels";
import { callsOf, openSite, serve } from "../../../tests/server";
import { rememberRecord } from "./lastRecord";
import StepPanel from "./StepPanel.vue";

beforeEach(() => {
	openSite();
	localStorage.clear();
});

function panelOf(step: FlowStep = TELL, problems: Problem[] = [], readonly = false) {
	const template = makeDraft();
	return mount(StepPanel, {
		props: { step, template, catalogue: CATALOGUE, variables: VARIABLES, problems, readonly },
		attachTo: document.body,
		global: { stubs: { Tooltip: { template: "<slot />" } } },
	});
}

it("a text shows its variables by the names of steps and fields", () => {
	const chips = panelOf().findAll(".chip-text .chip");

	expect(chips.map((chip) => chip.text())).toEqual(["Customer › Name", "Check the line › Rx"]);
});

it("a variable that is not known there is marked", () => {
	const panel = panelOf({ ...TELL, params: { text_fr: "{{ doc.nonsense }}" } });

	expect(panel.get(".chip").attributes("data-tone")).toBe("unknown");
});

it("a problem stands beside the field it is about, also where a part is closed", () => {
	const panel = panelOf(TELL, [
		{ step: "tell", path: "params.text_fr", message: "Too long" },
		{ step: "tell", path: "condition", message: "Unknown operator" },
		{ step: "other", path: "label", message: "Not here" },
	]);

	expect(panel.findAll("[role=alert]").map((one) => one.text())).toEqual(["Too long"]);
	expect(panel.get(".summary.wrong").text()).toBe("always");
	expect(panel.text()).not.toContain("Not here");
});

it("a new label goes out as it is typed", async () => {
	const panel = panelOf();

	await panel.get("input").setValue("Tell them");

	expect(panel.emitted("update")).toEqual([[{ label: "Tell them" }]]);
});

it("a name that another step has cannot be taken", async () => {
	const panel = panelOf();
	await panel.get("[aria-label='Rename tell']").trigger("click");

	await panel.get("form input").setValue("check_line");
	await panel.get("form").trigger("submit");
	expect(panel.emitted("rename")).toBeUndefined();
	expect(panel.get("form [role=alert]").text()).toContain("Another step");

	await panel.get("form input").setValue("tell_customer");
	await panel.get("form").trigger("submit");
	expect(panel.emitted("rename")).toEqual([["tell_customer"]]);
});

it("a step cannot wait for one that waits for it", async () => {
	const panel = panelOf({ id: "check_line", kind: "check_line", label: "Check the line" });
	const order = panel.findAll(".fold > button").find((one) => one.text().startsWith("Order"));

	await order?.trigger("click");

	expect(panel.get<HTMLInputElement>(".choice input").element.disabled).toBe(true);
});

it("what is done on failure is kept as the engine reads it, and the flow's own way as nothing", async () => {
	const panel = panelOf({ ...TELL, on_error: { action: "retry", max: 2, delay: 60, then: "handler" } });
	const failure = panel.findAll(".fold > button").find((one) => one.text().startsWith("On failure"));
	await failure?.trigger("click");
	const selects = panel.findAll(".fold select");

	await selects.at(-1)?.setValue("check_line");
	await selects[0]?.setValue("fail");

	expect(panel.emitted("update")?.[0]).toEqual([
		{ on_error: { action: "retry", max: 2, delay: 60, then: "handler", handler: "check_line" } },
	]);
	expect(panel.emitted("update")?.at(-1)).toEqual([{ on_error: null }]);
});

it("a condition says whether it is true for the record tried last, and with which values", async () => {
	serve("flows.condition", () => ({
		value: false,
		is_true: false,
		error: null,
		used: { "doc.status": "Paid" },
	}));
	rememberRecord("Sales Invoice", "INV-1");

	const panel = panelOf({ ...TELL, condition: { "==": [{ var: "doc.status" }, "Overdue"] } });
	await new Promise((resolve) => setTimeout(resolve, 350));
	await flushPromises();

	expect(callsOf("flows.condition")[0]?.values).toMatchObject({ doctype: "Sales Invoice", name: "INV-1" });
	expect(panel.get(".verdict").text()).toBe("No");
	expect(panel.get(".trial dl").text()).toBe("StatusPaid");
});

it("a condition that says more than rows stays as it is written", () => {
	const rule: JsonLogic = { some: [{ var: "doc.items" }, { "==": [{ var: "qty" }, 1] }] };

	const panel = panelOf({ ...TELL, condition: rule });

	expect(JSON.parse(panel.get<HTMLTextAreaElement>("textarea.code").element.value)).toEqual(rule);
	expect(panel.text()).toContain("More than rows can show");
	expect(panel.emitted("update")).toBeUndefined();
});

it("who may only read changes nothing", () => {
	const panel = panelOf(TELL, [], true);

	expect(panel.get<HTMLInputElement>("input").element.disabled).toBe(true);
	expect(panel.get(".chip-text").attributes("contenteditable")).toBe("false");
	expect(panel.find("[aria-label='Rename tell']").exists()).toBe(false);
});
