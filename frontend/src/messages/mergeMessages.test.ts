import { describe, expect, it } from "vitest";
import { makeThreadMessage as make } from "../../tests/conversations";
import { mergeMessages } from "./mergeMessages";

const first = make({ name: "a", at: "2026-11-20T12:00:00Z" });
const second = make({ name: "b", at: "2026-11-20T12:01:00Z", direction: "out", status: "queued" });
const third = make({ name: "c", at: "2026-11-20T12:02:00Z" });

describe("merging a thread", () => {
	it("puts what came late in its place", () => {
		expect(mergeMessages([first, third], [second]).map(({ name }) => name)).toEqual(["a", "b", "c"]);
	});

	it("takes the latest word on a message that is told twice", () => {
		const delivered = { ...second, status: "delivered" as const };
		expect(mergeMessages([first, second], [delivered, first])).toEqual([first, delivered]);
	});

	it("keeps the server's order within one second, whatever the names, for newer and for older pages", () => {
		const [one, two] = [make({ name: "z", at: first.at }), make({ name: "b", at: first.at })];
		const names = (page: (typeof first)[]) => page.map(({ name }) => name);
		expect(names(mergeMessages([one], [two]))).toEqual(["z", "b"]);
		expect(names(mergeMessages([one, two], [one, third]))).toEqual(["z", "b", "c"]);
	});
});
