import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { h } from "vue";
import type { FlowStep, TemplateDraft } from "@/api/flowTypes";
import { forgetQueries } from "@/api/useQuery";
import { toasts } from "@/ui/toasts";
import { CATALOGUE, makeTemplate } from "../../../tests/flowEditor";
import { callsOf, openSite, serve } from "../../../tests/server";
import FlowEditor from "./FlowEditor.vue";

vi.mock("vue-router", () => ({ useRouter: () => ({ push: vi.fn() }) }));

let page: VueWrapper;

beforeEach(() => {
	vi.useFakeTimers({ shouldAdvanceTime: true });
	forgetQueries();
	toasts.splice(0);
	openSite();
	serve("flows.catalogue", () => CATALOGUE);
	serve("flows.variables", () => ({ groups: [] }));
	serve("flows.validate", () => ({ problems: [] }));
	serve("flows.template", () => makeTemplate());
	serve("flows.save", ({ values }) => makeTemplate({ ...drawn(values), modified: "later" }));
});

afterEach(() => {
	page.unmount();
	document.body.innerHTML = "";
	vi.useRealTimers();
});

async function open(template: string | null = "FLOW-1"): Promise<void> {
	const shown = () =>
		h(FlowEditor, {
			template,
			inDialog: true,
		});
	page = mount(() => h(TooltipProvider, shown), { attachTo: document.body });
	await flushPromises();
}

function drawn(values: Record<string, unknown>): TemplateDraft {
	return JSON.parse(String(values.template)) as TemplateDraft;
}

async function press(key: string, row: string, more: object = {}): Promise<void> {
	const element = page.get(`[data-key="${row}"]`);
	(element.element as HTMLElement).focus();
	await flushPromises();
	await element.trigger("keydown", { key, ...more });
	await flushPromises();
}

async function rest(): Promise<void> {
	await vi.advanceTimersByTimeAsync(2000);
	await flushPromises();
}

function saved(): FlowStep[] {
	return drawn(callsOf("flows.save").at(-1)?.values ?? {}).definition.steps;
}

const button = (label: string) => page.findAll("button").find((one) => one.text().trim() === label)!;

describe("a rule that is not finished", () => {
	const BEGUN = '{"==": [{"var": ';
	const field = () => page.get<HTMLTextAreaElement>(".step-panel textarea.code");

	async function begin(): Promise<void> {
		await open();
		await press("Enter", "b");
		await page
			.findAll(".fold > button")
			.find((one) => one.text().startsWith("Only if"))!
			.trigger("click");
		await button("JSONLogic").trigger("click");
		await field().setValue(BEGUN);
	}

	it("is kept where it stands while others are looked at, and hinders publishing", async () => {
		await begin();
		expect(page.get(".problems").text()).toContain("1 problem");

		await press("Enter", "a");
		expect(page.find(".step-panel textarea.code").exists()).toBe(false);
		expect(page.get(".problems").text()).toContain("1 problem");
		expect(button("Publish").attributes("aria-disabled")).toBe("true");

		await press("Enter", "b");
		expect(field().element.value).toBe(BEGUN);
	});

	it("is no problem once it is mended", async () => {
		await begin();
		await press("Enter", "a");
		await press("Enter", "b");
		await field().setValue('{"==": [{"var": "doc.name"}, "x"]}');
		expect(page.find(".problems").exists()).toBe(false);
		await rest();
		expect(saved()[1]?.condition).toEqual({ "==": [{ var: "doc.name" }, "x"] });
	});
});
