import { flushPromises, mount } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { expect, it } from "vitest";
import { h, nextTick, ref } from "vue";
import Dialog from "./Dialog.vue";

it("closes at the first Escape, also while its close button shows its tooltip", async () => {
	const open = ref(true);
	const dialog = () => h(Dialog, { title: "Help", closable: true, open: open.value, "onUpdate:open": set });
	const set = (value: boolean) => (open.value = value);
	const page = mount(() => h(TooltipProvider, dialog), { attachTo: document.body });
	await flushPromises();
	const close = document.querySelector<HTMLElement>("[role=dialog] [aria-label=Close]")!;
	close.dispatchEvent(new FocusEvent("focus"));
	await nextTick();
	await flushPromises();
	expect(document.querySelector(".tooltip")).not.toBeNull();
	close.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
	await flushPromises();
	expect(open.value).toBe(false);
	page.unmount();
});
