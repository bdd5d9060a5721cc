/** A component on a page of its own: with the addresses it links to, and its dialogs in the document. */

import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { h, type Component } from "vue";
import { createMemoryHistory, createRouter, type Router } from "vue-router";

const NOTHING = { render: () => null };
const ROUTES = {
	client: "/clients/:customer",
	equipment: "/equipment/:equipment",
	conversation: "/inbox/:conversation",
	flows: "/flows",
	"flow-runs": "/flows/runs",
	"flow-run": "/flows/runs/:run",
	"flow-tasks": "/flows/tasks",
	"flow-task": "/flows/tasks/:task",
	flow: "/flows/:template",
	"flow-versions": "/flows/:template/versions",
};

export interface OpenPage {
	wrapper: VueWrapper;
	router: Router;
}

/** Show `component` with `props`, at `address`; what it asks for at once has been answered. */
export async function openPage(
	component: Component,
	props: Record<string, unknown>,
	address = "/flows",
): Promise<OpenPage> {
	const routes = Object.entries(ROUTES).map(([name, path]) => ({ name, path, component: NOTHING }));
	const router = createRouter({ history: createMemoryHistory(), routes });
	await router.push(address);
	const wrapper = mount(() => h(TooltipProvider, () => h(component, props)), {
		global: { plugins: [router] },
		attachTo: document.body,
	});
	await flushPromises();
	return { wrapper, router };
}

/** A button of the page or of an open dialog or menu, by its words. */
export function buttonOf(label: string): HTMLElement {
	const found = [...document.querySelectorAll<HTMLElement>("button, [role=menuitem]")];
	const button = found.findLast(
		(one) => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === label,
	);
	if (!button) throw new Error(`There is no button “${label}”`);
	return button;
}

export async function press(label: string): Promise<void> {
	const button = buttonOf(label);
	button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
	await flushPromises();
}

/** Choose in a menu that opens by its button: reka-ui opens at the pointer, not at a click. */
export async function choose(menu: string, item: string): Promise<void> {
	buttonOf(menu).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
	await flushPromises();
	await press(item);
}
