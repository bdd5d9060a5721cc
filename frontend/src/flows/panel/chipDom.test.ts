import { beforeEach, expect, it } from "vitest";
import { draw, leaveChip, placeCaret, read, selected } from "./chipDom";

const nameOf = (path: string) => ({ label: `‹${path}›`, known: path !== "doc.nonsense" });
let box: HTMLElement;

beforeEach(() => {
	box = document.createElement("div");
	document.body.replaceChildren(box);
});

it.each([
	"",
	"Bonjour",
	"Bonjour {{ customer.name }},\n\n{{doc.total|money}}",
	"{% if doc.a %}{{ doc.a }}{% endif %}\n",
	"{{ doc.a }}{{ doc.b }}",
])("a text that was drawn is read the same: %j", (text) => {
	draw(box, text, nameOf);

	expect(read(box)).toBe(text);
});

it("variables are chips by their names, marked when unknown", () => {
	draw(box, "{{ doc.total | money }} {{ doc.nonsense }} {{ 1 + 2 }}", nameOf);

	const chips = [...box.querySelectorAll<HTMLElement>(".chip")];
	expect(chips.map((chip) => [chip.textContent, chip.dataset.tone])).toEqual([
		["‹doc.total› · money", undefined],
		["‹doc.nonsense›", "unknown"],
		["1 + 2", "code"],
	]);
});

it("the caret is where it was put, behind a chip rather than in it", () => {
	const text = "Hi {{ doc.a }} you";
	draw(box, text, nameOf);

	placeCaret(box, 2);
	expect(selected(box)).toEqual({ from: 2, to: 2 });
	placeCaret(box, text.length);
	expect(selected(box)?.to).toBe(text.length);
	placeCaret(box, 6);
	expect(selected(box)?.to).toBe("Hi {{ doc.a }}".length);
});

it("a caret that was clicked into a chip comes to stand beside it, and any other stays", () => {
	draw(box, "Hi {{ doc.a }} you", nameOf);
	document.getSelection()?.collapse(box.querySelector(".chip")?.firstChild ?? null, 2);

	leaveChip(box, -1);
	expect(selected(box)?.to).toBe(3);
	leaveChip(box, 1);
	expect(selected(box)?.to).toBe(3);
	document.getSelection()?.collapse(box.querySelector(".chip")?.firstChild ?? null, 2);
	leaveChip(box, 1);
	expect(selected(box)?.to).toBe("Hi {{ doc.a }}".length);
});
