import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "@/api/types";
import { speak } from "../../tests/setup";
import { authorOf, detailOf, titleOf, type File } from "./timelineWords";

const device = { name: "EQP-00051", equipment_type: "ONT" } as File["equipment_elsewhere"][number];
const contact = { full_name: "Anne Exemple", email: "anne@client.example" } as File["contacts"][number];
const file: File = { contacts: [contact], locations: [], equipment_elsewhere: [device] };

function event(changes: Partial<TimelineEvent>): TimelineEvent {
	const at = "2026-11-20T12:00:00Z";
	return { at, kind: "comment", title: "", detail: null, doctype: "", name: "", by: null, ...changes };
}

const move = (detail: string, name = "EQP-00051") => event({ kind: "move", title: name, name, detail });

describe("a move in the timeline", () => {
	it("says which device went from what to what, in the reader's language", () => {
		speak("fr", { "{0}: {1}": "{0} : {1}", "In Stock": "En stock", Active: "Actif" });
		expect(titleOf(move("In Stock → Active"), file)).toBe("ONT EQP-00051 : en stock → actif");
		expect(detailOf(move("In Stock → Active"))).toBe("");
	});

	it("says only where a new device began, and when one only changed homes", () => {
		expect(titleOf(move("— → Active"), file)).toBe("ONT EQP-00051: active");
		expect(titleOf(move("Active → Active", "EQP-9"), file)).toBe("EQP-9: changed place");
	});
});

describe("who did it", () => {
	it("is named when known, and never an e-mail address", () => {
		const by = (who: string | null) => authorOf(event({ by: who }), file);
		expect(by("agent@gigafibre.example")).toBe("Camille Agent");
		expect(by("anne@client.example")).toBe("Anne Exemple");
		expect(by("luc.roy@gigafibre.example")).toBe("luc.roy");
	});

	it("is not said of the system", () => {
		expect(authorOf(event({ by: "Administrator" }), file)).toBeNull();
	});
});
