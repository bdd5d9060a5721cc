import { describe, expect, it } from "vitest";
import { begunMention, mentioned, pieces } from "./mentions";

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
