import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { h } from "vue";
import { createMemoryHistory, createRouter, RouterView, type Router } from "vue-router";
import { forgetQueries } from "@/api/useQuery";
import { CATALOGUE, makeTemplate } from "../../../tests/flowEditor";
import { callsOf, openSite, refusal, serve } from "../../../tests/server";
import FlowEditorPage from "./FlowEditorPage.vue";

let page: VueWrapper;
let router: Router;

beforeEach(() => {
	vi.useFakeTimers({ shouldAdvanceTime: true });
	forgetQueries();
	openSite();
	serve("flows.catalogue", () => CATALOGUE);
	serve("flows.variables", () => ({ groups: [] }));
	serve("flows.validate", () => ({ problems: [] }));
	serve("flows.save", () => makeTemplate({ name: "FLOW-9", published_version: 1, modified: "saved" }));
});
afterEach(() => {
	page.unmount();
	document.body.innerHTML = "";
	vi.useRealTimers();
});

async function open(template: string): Promise<void> {
	router = createRouter({
		history: createMemoryHistory(),
		routes: [
			{ path: "/clients", name: "clients", component: { render: () => "Clients" } },
			{ path: "/flows", name: "flows", component: { render: () => "Flows" } },
			{ path: "/flows/:template", name: "flow", component: FlowEditorPage, props: true },
		],
	});
	await router.push(`/flows/${template}`);
	page = mount(() => h(TooltipProvider, () => h(RouterView)), {
		global: { plugins: [router] },
		attachTo: document.body,
	});
	await flushPromises();
}

async function add(): Promise<void> {
	await page.get('[role=option][data-kind="tag"]').trigger("click");
}

async function rest(): Promise<void> {
	await vi.advanceTimersByTimeAsync(2000);
	await flushPromises();
}

async function press(label: string): Promise<void> {
	const buttons = [...document.querySelectorAll<HTMLElement>("[role=dialog] button")];
	buttons.find((one) => one.textContent?.trim() === label)!.click();
	await flushPromises();
}

const saves = () => callsOf("flows.save").map(({ values }) => values.modified);

it("a new flow takes its address once it is saved", async () => {
	await open("new");
	await add();
	await rest();
	expect(router.currentRoute.value.path).toBe("/flows/FLOW-9");
	expect(page.findAll("[data-step]")).toHaveLength(1);
});

it("leaving a new flow at once saves it, and goes where one wanted", async () => {
	await open("new");
	await add();
	await router.push("/clients");
	await flushPromises();
	expect(saves()).toEqual([""]);
	expect(router.currentRoute.value.path).toBe("/clients");
});

it("who stays with what cannot be saved stays", async () => {
	serve("flows.save", () => {
		throw refusal(417, "The disk is full");
	});
	await open("new");
	await add();
	const leaving = router.push("/clients");
	await flushPromises();
	await press("Cancel");
	await leaving;
	expect(router.currentRoute.value.path).toBe("/flows/new");
});

it("nothing is drawn on a flow that is not there yet, nor is it called otherwise", async () => {
	serve("flows.template", () => new Promise(() => undefined));
	await open("FLOW-1");
	expect(page.find(".kind-palette").exists()).toBe(false);
	expect(page.find("h1 input").exists()).toBe(false);
});

it("a flow is switched on once it is saved, and what is drawn meanwhile is saved after that", async () => {
	let switched: (answer: unknown) => void = () => undefined;
	serve("flows.template", () => makeTemplate({ published_version: 1, modified: "read" }));
	serve("flows.set_enabled", () => new Promise((resolve) => (switched = resolve)));
	await open("FLOW-1");
	await add();
	await page.get("[role=switch]").trigger("click");
	await flushPromises();
	await press("Switch on");
	expect(saves()).toEqual(["read"]);

	await add();
	await rest();
	expect(saves()).toEqual(["read"]);
	switched(makeTemplate({ name: "FLOW-9", published_version: 1, enabled: true, modified: "switched" }));
	await rest();
	expect(saves()).toEqual(["read", "switched"]);
	expect(page.find(".conflict").exists()).toBe(false);
});
