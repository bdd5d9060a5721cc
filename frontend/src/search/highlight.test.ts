import { describe, expect, it } from "vitest";
import { highlight } from "./highlight";

/** Matched pieces between brackets. */
function marked(text: string, query: string): string {
	return highlight(text, query)
		.map((piece) => (piece.matched ? `[${piece.text}]` : piece.text))
		.join("");
}

describe("highlight", () => {
	it("marks the last digits of a serial", () => {
		expect(marked("TPLGB4FB2AC8", "2ac8")).toBe("TPLGB4FB[2AC8]");
	});

	it("marks the end when the digits come twice", () => {
		expect(marked("12341234", "1234")).toBe("1234[1234]");
	});

	it("reads through separators, on both sides", () => {
		expect(marked("1C:61:B4:FB:2A:C8", "b4fb2a")).toBe("1C:61:[B4:FB:2A]:C8");
		expect(marked("4185550123", "555-0123")).toBe("418[5550123]");
	});

	it("ignores accents and case", () => {
		expect(marked("12 rue des Érables", "erab")).toBe("12 rue des [Érab]les");
	});

	it("marks each word when the whole is not there", () => {
		expect(marked("Marie-Ève Tremblay", "tremb marie")).toBe("[Marie]-Ève [Tremb]lay");
	});

	it("loses nothing of the text when nothing answers", () => {
		expect(marked("Luc Gagnon", "xyz")).toBe("Luc Gagnon");
		expect(marked("Luc Gagnon", "")).toBe("Luc Gagnon");
	});
});
