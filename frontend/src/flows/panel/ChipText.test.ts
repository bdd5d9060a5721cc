import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { CATALOGUE, makeDraft, TELL, VARIABLES } from "../../../tests/flowPanels";
import { openSite } from "../../../tests/server";
import ChipText from "./ChipText.vue";
import StepPanel from "./StepPanel.vue";
import VariablePicker from "./VariablePicker.vue";

/** The panel's first text, with `{{` just typed into it. */
async function begun() {
	openSite();
	const step = { ...TELL, params: { text_fr: "", text_en: "" } };
	const panel = mount(StepPanel, {
		props: { step, template: makeDraft(), catalogue: CATALOGUE, variables: VARIABLES, problems: [] },
		attachTo: document.body,
		global: { stubs: { Tooltip: { template: "<slot />" } } },
	});
	const text = panel.getComponent(ChipText);
	const box = text.get<HTMLElement>(".chip-text").element;
	box.focus();
	box.prepend("A {{");
	document.getSelection()?.collapse(box.firstChild, 4);
	box.dispatchEvent(new InputEvent("input", { data: "{", bubbles: true }));
	await flushPromises();
	return { panel, text, picker: text.getComponent(VariablePicker) };
}

const written = (text: Awaited<ReturnType<typeof begun>>["text"]) =>
	text.emitted<[string]>("update:modelValue")?.at(-1)?.[0];

it("a variable that is written by hand ends with its braces, and the rest goes on in the text", async () => {
	const { panel, text } = await begun();
	const search = document.querySelector<HTMLInputElement>(".variable-picker input")!;
	search.value = "doc.paid_amount }} B";
	search.dispatchEvent(new Event("input"));
	await flushPromises();

	expect(written(text)).toBe("A {{ doc.paid_amount }} B");
	expect(document.querySelector(".variable-picker")).toBeNull();
	panel.unmount();
});

it("what was typed stays in the text when no variable is chosen", async () => {
	const { panel, text, picker } = await begun();
	picker.vm.$emit("close", "doc.pai");
	await flushPromises();

	expect(written(text)).toBe("A {{doc.pai");
	panel.unmount();
});
