import { describe, expect, it } from "vitest";
import { begunMention, codeWords, mentioned, pieces } from "./mentions";

describe("the pieces of a text", () => {
	it("are the variables and what stands between them, and together the text again", () => {
		const text =
			"Bonjour {{ customer.customer_name }},\nvous devez {{doc.outstanding_amount|money}}.{{ 1 + 2 }}{{";
		const found = pieces(text);

		expect(found.map(({ source }) => source).join("")).toBe(text);
		expect(found.map(({ path }) => path)).toEqual([
			null,
			"customer.customer_name",
			null,
			"doc.outstanding_amount",
			null,
			null,
			null,
		]);
		expect(found[3]?.filters).toEqual(["money"]);
		expect(found[5]).toMatchObject({ source: "{{ 1 + 2 }}", isCode: true });
	});

	it("are code too, said with the names of what it reads", () => {
		const text = "{% if steps.pay.url %}{{ steps.pay.url }}{%- endif %}";
		const found = pieces(text);

		expect(found.map(({ isCode, path }) => [isCode, path])).toEqual([
			[true, null],
			[true, "steps.pay.url"],
			[true, null],
		]);
		expect(found.map((piece) => codeWords(piece, () => "Pay › Link"))).toEqual([
			"if Pay › Link",
			"Pay › Link",
			"endif",
		]);
	});

	it("name each variable once", () => {
		expect(mentioned("{{ doc.name }} {{ doc.name | upper }} {{ steps.check_line.rx }}")).toEqual([
			"doc.name",
			"steps.check_line.rx",
		]);
	});
});

it("knows a mention that was begun before the caret, and what was typed of it", () => {
	expect(begunMention("Bonjour {{ cust", 15)).toEqual({ from: 8, query: "cust" });
	expect(begunMention("Bonjour {{", 10)).toEqual({ from: 8, query: "" });
	expect(begunMention("{{ doc.name }} and", 18)).toBeNull();
});
