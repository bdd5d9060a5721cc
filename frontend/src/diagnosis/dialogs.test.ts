import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { Component } from "vue";
import { makeDiagnosis } from "../../tests/factories";
import FactoryResetDialog from "./FactoryResetDialog.vue";
import RebootDialog from "./RebootDialog.vue";

const { equipment } = makeDiagnosis();
let opened: ReturnType<typeof mount>;

async function ask(dialog: Component, changes = {}): Promise<HTMLElement> {
	const props = { open: true, equipment: { ...equipment, ...changes } };
	opened = mount(dialog, { props, attachTo: document.body });
	await flushPromises();
	return document.querySelector("[role=dialog]") as HTMLElement;
}

function button(dialog: HTMLElement, label: string): HTMLButtonElement {
	return [...dialog.querySelectorAll("button")].find((one) => one.textContent?.trim() === label)!;
}

afterEach(() => opened.unmount());

describe("the reboot question", () => {
	it("names the device, the place and what will happen", async () => {
		const dialog = await ask(RebootDialog);
		expect(dialog.textContent).toContain(
			"Reboot EQP-00042 at 12 rue des Érables: about 3 minutes offline",
		);
	});

	it("does without the place when it is not known", async () => {
		const dialog = await ask(RebootDialog, { location_title: null, customer_name: null });
		expect(dialog.textContent).toContain("Reboot EQP-00042: about 3 minutes offline");
	});

	it("puts the focus on Cancel", async () => {
		const dialog = await ask(RebootDialog);
		expect(document.activeElement).toBe(button(dialog, "Cancel"));
	});

	it("asks for nothing when it is cancelled", async () => {
		const dialog = await ask(RebootDialog);
		button(dialog, "Cancel").click();
		expect(opened.emitted("confirm")).toBeUndefined();
		expect(opened.emitted("update:open")).toEqual([[false]]);
	});
});

describe("the factory reset question", () => {
	it("waits until the device's number is typed", async () => {
		const dialog = await ask(FactoryResetDialog);
		const confirm = button(dialog, "Factory reset");
		expect(confirm.disabled).toBe(true);

		const field = dialog.querySelector("input")!;
		field.value = "eqp-00042";
		field.dispatchEvent(new Event("input"));
		await flushPromises();
		expect(confirm.disabled).toBe(false);
		dialog.querySelector("form")!.dispatchEvent(new Event("submit"));
		expect(opened.emitted("confirm")).toHaveLength(1);
	});
});
