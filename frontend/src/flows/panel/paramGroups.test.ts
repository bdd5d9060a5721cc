import { expect, it } from "vitest";
import type { KindInfo, Param } from "@/api/flowTypes";
import { paramGroups, plainLabel, withParam } from "./paramGroups";

function param(name: string, changes: Partial<Param> = {}): Param {
	return {
		name,
		label: name,
		type: "text",
		required: false,
		options: [],
		default: null,
		help: "",
		depends_on: null,
		...changes,
	};
}

function shape(params: Param[], values = {}): string[] {
	return paramGroups({ params } as KindInfo, values).map((group) => {
		if ("param" in group) return group.param.name;
		if ("pair" in group) return group.pair.map(({ name }) => name).join("+");
		return [...group.spoken.fr, ...group.spoken.en].map(({ name }) => name).join("|");
	});
}

it("what is said in both languages stands together, an amount with its unit", () => {
	const params = ["subject_fr", "text_fr", "subject_en", "text_en", "to", "amount", "unit", "note_fr"].map(
		(name) => param(name),
	);

	expect(shape(params)).toEqual(["subject_fr|text_fr|subject_en|text_en", "to", "amount+unit", "note_fr"]);
});

it("what depends on another value is asked with it only", () => {
	const params = [param("mode"), param("field", { depends_on: { param: "mode", values: ["date"] } })];

	expect(shape(params, { mode: "date" })).toEqual(["mode", "field"]);
	expect(shape(params, { mode: "event" })).toEqual(["mode"]);
});

it("a value that is emptied is as if it had never been given", () => {
	expect(withParam({ to: "x", text: "y" }, "to", null)).toEqual({ text: "y" });
	expect(plainLabel("Text (French)")).toBe("Text");
});
