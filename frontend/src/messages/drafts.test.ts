import { beforeEach, describe, expect, it } from "vitest";
import { bootWith } from "../../tests/setup";
import { EMPTY, forgetOldDrafts, keepDraft, readDraft } from "./drafts";

const DRAFT = { text: "Bonjour, je", subject: "", channel: "SMS", isNote: false } as const;

describe("a draft", () => {
	beforeEach(() => localStorage.clear());

	it("is kept per conversation", () => {
		keepDraft("CONV-1", DRAFT);
		expect(readDraft("CONV-1")).toMatchObject(DRAFT);
		expect(readDraft("CONV-2")).toEqual(EMPTY);
	});

	it("is not shown to who signs in next on the same computer", () => {
		keepDraft("CONV-1", DRAFT);
		bootWith({ user: "other@gigafibre.example" });
		expect(readDraft("CONV-1")).toEqual(EMPTY);
	});

	it("is forgotten once nothing is left in it", () => {
		keepDraft("CONV-1", DRAFT);
		keepDraft("CONV-1", { ...DRAFT, text: "" });
		expect(localStorage.length).toBe(0);
	});

	it("is thrown away after a month, not before", () => {
		keepDraft("CONV-1", DRAFT);
		forgetOldDrafts(Date.now() + 29 * 86_400_000);
		expect(readDraft("CONV-1").text).toBe(DRAFT.text);
		forgetOldDrafts(Date.now() + 31 * 86_400_000);
		expect(readDraft("CONV-1")).toEqual(EMPTY);
	});

	it("that makes no sense is none", () => {
		localStorage.setItem("fsm:draft:agent@gigafibre.example:CONV-1", "{");
		expect(readDraft("CONV-1")).toEqual(EMPTY);
	});
});
