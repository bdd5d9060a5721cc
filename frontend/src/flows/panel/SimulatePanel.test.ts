import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import type { Highlights, SimulatedStep } from "@/api/flowTypes";
import { CATALOGUE, makeDraft } from "../../../tests/flowPanels";
import { callsOf, openSite, serve } from "../../../tests/server";
import { rememberRecord } from "./lastRecord";
import SimulatePanel from "./SimulatePanel.vue";

const AT = "2026-11-21T14:00:00Z";

function moment(step: string, changes: Partial<SimulatedStep> = {}): SimulatedStep {
	return {
		instance: step,
		step,
		status: "Done",
		at: AT,
		why: null,
		shown: [],
		output: null,
		error: null,
		...changes,
	};
}

beforeEach(() => {
	openSite();
	localStorage.clear();
	rememberRecord("Sales Invoice", "INV-1");
	serve("flows.simulate", () => ({
		steps: [
			moment("check_line"),
			moment("tell", {
				shown: [{ kind: "sms", title: "SMS", text: "Bonjour Marie", to: "+15145550142" }],
			}),
		],
		ended: AT,
		status: "Completed",
		problems: [],
	}));
});

async function panelOf(onHighlight: (highlights: Highlights) => void = () => undefined) {
	const panel = mount(SimulatePanel, {
		props: { template: makeDraft(), catalogue: CATALOGUE, onHighlight },
	});
	await flushPromises();
	return panel;
}

it("the record tried last is tried at once, its messages shown, its way lit up", async () => {
	const panel = await panelOf();

	expect(callsOf("flows.simulate")[0]?.values).toMatchObject({ doctype: "Sales Invoice", name: "INV-1" });
	expect(panel.get("[data-kind=sms]").text()).toContain("Bonjour Marie");
	expect(panel.text()).toContain("Nothing leaves");
	const lit = panel.emitted<[Highlights]>("highlight")?.at(-1)?.[0] ?? new Map();
	expect([...lit].map(([step, { status }]) => [step, status])).toEqual([
		["check_line", "Done"],
		["tell", "Done"],
	]);
});

it("what is assumed of a step is tried again with it", async () => {
	const panel = await panelOf();

	await panel.findAll(".assume select")[0]?.setValue("fail");
	await flushPromises();

	expect(callsOf("flows.simulate")[1]?.values.assume).toBe('{"check_line":"fail"}');
});

it("an answer about an earlier drawing says that it is old", async () => {
	const panel = await panelOf();

	await panel.setProps({ template: makeDraft({ definition: { steps: [] } }) });

	expect(panel.text()).toContain("The drawing has changed since");
});

it("the drawing goes dark when the panel is left", async () => {
	const seen: Highlights[] = [];
	const panel = await panelOf((highlights) => seen.push(highlights));

	panel.unmount();

	expect(seen.at(-1)?.size).toBe(0);
});
