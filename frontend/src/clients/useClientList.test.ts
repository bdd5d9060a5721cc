import { describe, expect, it } from "vitest";
import { filterOf, queryOf, type Filter } from "./useClientList";

describe("the filter of the clients in the address", () => {
	it("is read back as it was written", () => {
		const filters: Filter[] = [
			{ query: "", status: "enabled", order: "name" },
			{ query: "rue des Érables", status: "", order: "recent" },
			{ query: "555", status: "disabled", order: "name" },
		];
		expect(filters.map((filter) => filterOf(queryOf(filter)))).toEqual(filters);
	});

	it("says nothing when it is as usual, and is as usual when the address makes no sense", () => {
		expect(queryOf({ query: "", status: "enabled", order: "name" })).toEqual({});
		const usual = { query: "", status: "enabled", order: "name" };
		expect(filterOf({ query: ["a", "b"], status: "odd", order: "odd" })).toEqual(usual);
	});
});
