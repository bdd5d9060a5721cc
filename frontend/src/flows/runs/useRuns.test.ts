import { describe, expect, it } from "vitest";
import { filterOf, queryOf } from "./useRuns";

describe("the filter of the runs", () => {
	it("stands in the address, without what is not said", () => {
		const filter = { status: "Failed", template: "", doctype: "Customer", record: "CUST-1" } as const;
		expect(queryOf(filter)).toEqual({ status: "Failed", doctype: "Customer", record: "CUST-1" });
		expect(filterOf(queryOf(filter))).toEqual(filter);
	});

	it("takes no state that there is not", () => {
		expect(filterOf({ status: "Broken" }).status).toBe("");
	});
});
