import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTemplate } from "../../../tests/flows";
import { buttonOf, choose, openPage, press, type OpenPage } from "../../../tests/page";
import { callsOf, openSite, refusal, serve } from "../../../tests/server";
import { bootWith } from "../../../tests/setup";
import { forgetQueries } from "@/api/useQuery";
import { toasts } from "@/ui/toasts";
import FlowsPage from "./FlowsPage.vue";

let page: OpenPage;

beforeEach(() => {
	openSite();
	forgetQueries();
	bootWith({ roles: ["FSM Manager"] });
	toasts.length = 0;
	serve("flow_tasks.tasks", () => ({ rows: [], has_more: false, counts: { mine: 0, open: 0 } }));
});
afterEach(() => page.wrapper.unmount());

async function open(...rows: ReturnType<typeof makeTemplate>[]): Promise<void> {
	serve("flows.templates", () => ({ rows }));
	page = await openPage(FlowsPage, {});
}

const dialog = () => document.querySelector("[role=dialog]")?.textContent ?? "";

describe("the flows", () => {
	it("say what starts them, which version is live and how their runs do", async () => {
		await open(
			makeTemplate({
				trigger_event: "schedule",
				trigger_label: "On a schedule",
				schedule: "0 9 * * 1-5",
				runs_alive: 14,
				runs_failed: 1,
			}),
		);
		for (const words of ["Monday to Friday at 9:00", "version 2", "14 under way", "1 failed"])
			expect(page.wrapper.text().replace(/\u202f/g, " ")).toContain(words);
	});

	it("are switched off once it was said that runs go on", async () => {
		await open(makeTemplate({ runs_alive: 3 }));
		serve("flows.set_enabled", () => makeTemplate({ enabled: false }));
		await press("Switched on: Late payment");
		expect(dialog()).toContain("The 3 runs under way go on.");
		await press("Switch off");
		expect(callsOf("flows.set_enabled")[0]?.values).toEqual({ name: "FLOW-1", enabled: 0 });
	});

	it("are not switched on before they were published", async () => {
		await open(makeTemplate({ enabled: false, published_version: 0, has_draft: true }));
		await press("Switched on: Late payment");
		expect(dialog()).toBe("");
		expect(buttonOf("Switched on: Late payment").getAttribute("aria-disabled")).toBe("true");
	});

	it("are deleted only after a question; a refusal is said", async () => {
		await open(makeTemplate());
		serve("flows.delete", () => {
			throw refusal(417, "2 runs are under way");
		});
		await choose("More about Late payment", "Delete…");
		await press("Delete the flow");
		expect(toasts[0]).toMatchObject({ tone: "bad", text: "2 runs are under way" });
	});

	it("that came with the application are copied, and the copy opens", async () => {
		await open(makeTemplate({ is_system: true, enabled: false }));
		serve("flows.duplicate", () => makeTemplate({ name: "FLOW-9" }));
		await press("Copy");
		expect(page.router.currentRoute.value.params).toEqual({ template: "FLOW-9" });
	});

	it("are only read by who is no manager", async () => {
		bootWith({ roles: ["FSM Agent"] });
		await open(makeTemplate(), makeTemplate({ name: "FLOW-2", is_system: true }));
		expect(page.wrapper.text()).not.toContain("New flow");
		expect(page.wrapper.text()).not.toContain("Copy");
		expect(buttonOf("Switched on: Late payment").getAttribute("aria-disabled")).toBe("true");
	});
});
