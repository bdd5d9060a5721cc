import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRun } from "../../tests/flows";
import { choose, openPage, press, type OpenPage } from "../../tests/page";
import { callsOf, openSite, refusal, serve } from "../../tests/server";
import { toasts } from "@/ui/toasts";
import StartFlowMenu from "./StartFlowMenu.vue";

const FLOW = {
	name: "FLOW-1",
	title: "Welcome call",
	description: "Somebody calls.",
	applies_to: "Customer",
	reference_doctype: "Customer",
	reference_name: "CUST-1",
};
let page: OpenPage;

beforeEach(async () => {
	openSite();
	toasts.length = 0;
	serve("flow_runs.startable", () => ({ rows: [FLOW] }));
	page = await openPage(StartFlowMenu, { doctype: "Customer", name: "CUST-1", title: "Marie Exemple" });
});
afterEach(() => page.wrapper.unmount());

describe("starting a flow by hand", () => {
	it("asks first, says for whom, and leads to the run", async () => {
		serve("flow_runs.start", () => makeRun());
		await choose("Start a flow", "Welcome call");
		expect(document.querySelector("[role=dialog]")?.textContent).toContain("for Marie Exemple");
		expect(callsOf("flow_runs.start")).toEqual([]);
		await press("Start it");
		const { key, ...values } = callsOf("flow_runs.start")[0]!.values;
		expect(values).toEqual({ template: "FLOW-1", doctype: "Customer", name: "CUST-1" });
		expect(String(key)).toMatch(/^[0-9a-f]{32}$/);
		toasts[0]?.action?.run();
		await flushPromises();
		expect(page.router.currentRoute.value.params).toEqual({ run: "RUN-1" });
	});

	it("says why it did not start", async () => {
		serve("flow_runs.start", () => {
			throw refusal(417, "This flow is not switched on");
		});
		await choose("Start a flow", "Welcome call");
		await press("Start it");
		expect(toasts[0]).toMatchObject({ tone: "bad", text: "This flow is not switched on" });
	});
});
