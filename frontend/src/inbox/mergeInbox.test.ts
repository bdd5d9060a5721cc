import { describe, expect, it } from "vitest";
import { makeRow } from "../../tests/conversations";
import { mergeRows, withRow } from "./mergeInbox";

const at = (minute: number) => `2026-11-20T12:${String(minute).padStart(2, "0")}:00Z`;
const rows = [5, 4, 3, 2, 1].map((minute) => makeRow({ name: `C${minute}`, last_message_at: at(minute) }));
const names = (list: { name: string }[]) => list.map(({ name }) => name);

describe("looking again at the first rows", () => {
	it("moves up a conversation that was written in, and keeps those loaded below", () => {
		const risen = makeRow({ name: "C2", last_message_at: at(9) });
		expect(names(mergeRows(rows, [risen, rows[0]!, rows[1]!], true))).toEqual([
			"C2",
			"C5",
			"C4",
			"C3",
			"C1",
		]);
	});

	it("drops what left the view from among the rows it looked at", () => {
		expect(names(mergeRows(rows, [rows[0]!, rows[2]!], true))).toEqual(["C5", "C3", "C2", "C1"]);
	});

	it("leaves nothing behind the last row of all", () => {
		expect(names(mergeRows(rows, [rows[0]!], false))).toEqual(["C5"]);
	});

	it("takes an action's answer for the row it names, and adds none", () => {
		expect(withRow(rows, makeRow({ name: "C4", unread: 2 }))[1]?.unread).toBe(2);
		expect(names(withRow(rows, makeRow({ name: "C9" })))).toEqual(names(rows));
	});
});
