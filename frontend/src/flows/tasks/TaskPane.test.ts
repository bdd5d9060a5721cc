import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFlowTask } from "../../../tests/flows";
import { openPage, press, type OpenPage } from "../../../tests/page";
import { callsOf, openSite, refusal, serve } from "../../../tests/server";
import type { FormField } from "@/api/flowTypes";
import { forgetQueries } from "@/api/useQuery";
import { toasts } from "@/ui/toasts";
import { readKept } from "./answers";
import TaskPane from "./TaskPane.vue";

const FORM: FormField[] = [
	{ name: "amount", label: "Amount", type: "number", required: false, options: null },
	{ name: "notes", label: "What was said", type: "long_text", required: true, options: null },
];
const SEND = "Answer, and let the flow go on";
let page: OpenPage;

beforeEach(() => {
	openSite();
	forgetQueries();
	localStorage.clear();
	toasts.length = 0;
});
afterEach(() => page.wrapper.unmount());

async function open(task = makeFlowTask({ form: FORM })): Promise<void> {
	serve("flow_tasks.task", () => task);
	page = await openPage(TaskPane, { name: task.name }, `/flows/tasks/${task.name}`);
}

describe("a task", () => {
	it("is not sent without what is needed, and leads there", async () => {
		await open();
		await press(SEND);
		expect(callsOf("flow_tasks.complete")).toEqual([]);
		expect(page.wrapper.text()).toContain("This is needed");
		expect(document.activeElement?.getAttribute("name")).toBe("notes");
	});

	it("is answered with values of their types, and what was begun is forgotten", async () => {
		await open();
		serve("flow_tasks.complete", () =>
			makeFlowTask({ status: "Done", form: FORM, answers: { notes: "ok" } }),
		);
		await page.wrapper.get("[name=amount]").setValue("12,5");
		await page.wrapper.get("[name=notes]").setValue("ok");
		await press(SEND);
		const { answers } = callsOf("flow_tasks.complete")[0]!.values as { answers: string };
		expect(JSON.parse(answers)).toEqual({ amount: 12.5, notes: "ok" });
		expect(readKept("TASK-1")).toBeNull();
		expect(page.wrapper.text()).toContain("What was answered");
	});

	it("keeps what was begun, also when it could not be sent", async () => {
		await open();
		await page.wrapper.get("[name=notes]").setValue("called twice");
		serve("flow_tasks.complete", () => {
			throw refusal(417, "“Call Marie Exemple” is no longer open");
		});
		await press(SEND);
		expect(toasts[0]?.text).toBe("“Call Marie Exemple” is no longer open");
		page.wrapper.unmount();
		await open();
		const notes = page.wrapper.get<HTMLTextAreaElement>("[name=notes]");
		expect(notes.element.value).toBe("called twice");
	});

	it("says who was faster, and keeps what one had written in sight", async () => {
		await open();
		await page.wrapper.get("[name=notes]").setValue("called twice");
		page.wrapper.unmount();
		forgetQueries();
		await open(
			makeFlowTask({
				status: "Done",
				form: FORM,
				answers: { notes: "They pay on Friday" },
				completed_by_name: "Zoé Exemple",
				completed_on: "2026-03-02T10:00:00-05:00",
			}),
		);
		const text = page.wrapper.text();
		expect(text).toContain("Zoé Exemple answered");
		expect(text).toContain("They pay on Friday");
		expect(text.slice(text.indexOf("What you had written"))).toContain("called twice");
	});

	it("without questions is only said to be done", async () => {
		await open(makeFlowTask());
		serve("flow_tasks.complete", () => makeFlowTask({ status: "Done" }));
		await press("Done, let the flow go on");
		await flushPromises();
		expect(callsOf("flow_tasks.complete")[0]?.values).toEqual({ name: "TASK-1", answers: "{}" });
	});

	it("that is asked of somebody else is shown, and cannot be answered or taken", async () => {
		const denied = { can_complete: false, can_assign: false, can_take: false };
		await open(makeFlowTask({ form: FORM, ...denied }));
		expect(page.wrapper.find("form").exists()).toBe(false);
		expect(page.wrapper.text()).toContain("It is asked of somebody else");
		expect(page.wrapper.find("[aria-label^='Assigned to']").exists()).toBe(false);
	});
});
