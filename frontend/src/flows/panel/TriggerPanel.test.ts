import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";
import { CATALOGUE, makeDraft, VARIABLES } from "../../../tests/flowPanels";
import { openSite, serve } from "../../../tests/server";
import TriggerPanel from "./TriggerPanel.vue";

beforeEach(openSite);

function panelOf(changes = {}) {
	const template = makeDraft(changes);
	return mount(TriggerPanel, {
		props: { template, catalogue: CATALOGUE, variables: VARIABLES, problems: [] },
		attachTo: document.body,
	});
}

async function chooseCustomer(panel: ReturnType<typeof panelOf>): Promise<void> {
	const about = panel.findAll("select")[0];
	await about?.setValue("Customer");
	await flushPromises();
}

it("another kind of record is taken at once when nothing is lost by it", async () => {
	serve("flows.variables", () => VARIABLES);
	const panel = panelOf();

	await chooseCustomer(panel);

	expect(panel.emitted("update")).toEqual([[{ applies_to: "Customer" }]]);
});

it("what another kind of record does not have is named first, and nothing changes until it is wanted", async () => {
	serve("flows.variables", () => ({ groups: [] }));
	const panel = panelOf({ trigger_condition: { "==": [{ var: "doc.status" }, "Overdue"] } });

	await chooseCustomer(panel);

	expect(panel.get(".warning").text()).toContain("Condition of the start");
	expect(panel.get(".warning").text()).toContain("Status");
	expect(panel.emitted("update")).toBeUndefined();

	await panel.findAll(".warning button").at(-1)?.trigger("click");
	expect(panel.emitted("update")).toEqual([[{ applies_to: "Customer" }]]);
});

it("a schedule is said in words; only then are its records asked for", () => {
	expect(panelOf().text()).not.toContain("For which records");

	const panel = panelOf({ trigger_event: "schedule", schedule: "0 9 * * 1-5" });

	expect(panel.get(".words strong").text()).toBe("Monday to Friday at 9:00 a.m.");
	expect(panel.text()).toContain("Next:");
	expect(panel.text()).toContain("For which records");
});
