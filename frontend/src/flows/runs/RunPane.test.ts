import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hear, sent } from "../../../tests/fakeSocket";
import { makeRun, makeRunStep } from "../../../tests/flows";
import { openPage, press, type OpenPage } from "../../../tests/page";
import { callsOf, openSite, refusal, serve } from "../../../tests/server";
import { forgetQueries } from "@/api/useQuery";
import { toasts } from "@/ui/toasts";
import RunPane from "./RunPane.vue";

const FAILED = makeRunStep({
	instance: "tell",
	status: "Failed",
	attempts: 3,
	error: "The carrier blocked this message (30007)",
});
const DEFINITION = { steps: [{ id: "tell", kind: "send_sms", label: "Tell the customer" }] };
let page: OpenPage;

beforeEach(() => {
	openSite();
	forgetQueries();
	toasts.length = sent.length = 0;
});
afterEach(() => page.wrapper.unmount());

async function open(run = makeRun()): Promise<void> {
	serve("flow_runs.run", () => run);
	page = await openPage(RunPane, { name: run.name }, `/flows/runs/${run.name}`);
}

describe("a run", () => {
	it("says where it stands and about whom", async () => {
		await open();
		expect(page.wrapper.text()).toContain("Waits until 24 Nov. 09:00: Remind again");
		expect(page.wrapper.get("h1 + p a").attributes("href")).toBe("/clients/CUST-1");
	});

	it("is tried again from where it failed, once that was confirmed", async () => {
		await open(makeRun({ status: "Failed", definition: DEFINITION, steps: [FAILED] }));
		expect(page.wrapper.text()).toContain("3 attempts");
		serve("flow_runs.retry_step", () => makeRun({ status: "Running", definition: DEFINITION }));
		await press("Try again");
		expect(callsOf("flow_runs.retry_step")).toEqual([]);
		await press("Try again");
		expect(callsOf("flow_runs.retry_step")[0]?.values).toEqual({ run: "RUN-1", instance: "tell" });
		expect(page.wrapper.text()).toContain("At work");
	});

	it("says why it was not helped along, and looks again", async () => {
		await open(makeRun({ status: "Failed", definition: DEFINITION, steps: [FAILED] }));
		serve("flow_runs.skip_step", () => {
			throw refusal(417, "This step has ended meanwhile");
		});
		await press("Skip…");
		await press("Skip the step");
		expect(toasts.map(({ text }) => text)).toEqual(["This step has ended meanwhile"]);
		expect(callsOf("flow_runs.run")).toHaveLength(2);
	});

	it("names what is undone before it is cancelled, and keeps why", async () => {
		const compensate = { kind: "update_field", label: "Activate it again", params: {} };
		const definition = { steps: [{ ...DEFINITION.steps[0]!, compensate }] };
		await open(makeRun({ definition, steps: [makeRunStep({ instance: "tell" })] }));
		serve("flow_runs.cancel", () => makeRun({ status: "Cancelled", definition }));
		await press("Cancel the run…");
		expect(document.querySelector("[role=dialog]")?.textContent).toContain("Activate it again");
		const reason = document.querySelector<HTMLInputElement>("[role=dialog] input")!;
		reason.value = "A mistake";
		reason.dispatchEvent(new Event("input"));
		await press("Cancel the run");
		expect(callsOf("flow_runs.cancel")[0]?.values).toEqual({ run: "RUN-1", reason: "A mistake" });
	});

	it("offers nothing to who may only read", async () => {
		await open(makeRun({ status: "Failed", can_act: false, definition: DEFINITION, steps: [FAILED] }));
		expect(page.wrapper.text()).not.toContain("Try again");
		expect(page.wrapper.text()).not.toContain("Cancel the run");
	});

	it("follows what is said of it, and of no other run", async () => {
		await open();
		hear("connect");
		const asked = () => callsOf("flow_runs.run").length;
		const before = asked();
		hear("fsm_flow_run", { topic: "flow_run", name: "RUN-2", at: "" });
		await flushPromises();
		expect(asked()).toBe(before);
		hear("fsm_flow_run", { topic: "flow_run", name: "RUN-1", at: "" });
		await flushPromises();
		expect(asked()).toBe(before + 1);
		expect(sent).toContainEqual(["doc_subscribe", "Flow Run", "RUN-1"]);
	});

	it("that is gone says so", async () => {
		serve("flow_runs.run", () => {
			throw refusal(404, "Flow Run RUN-1 not found");
		});
		page = await openPage(RunPane, { name: "RUN-1" });
		expect(page.wrapper.text()).toContain("There is no run RUN-1");
	});
});
