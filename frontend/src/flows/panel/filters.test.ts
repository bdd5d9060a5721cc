import { expect, it } from "vitest";
import type { Json } from "@/api/flowTypes";
import { filtersOf, rowsOfFilters, valueFor } from "./filters";

it("filters come back as they were written", () => {
	const filters: Json = [
		["status", "=", "Overdue"],
		["outstanding_amount", ">", 0],
		["customer_group", "in", ["Residential", "Commercial"]],
		["due_date", "is", "set"],
		["title", "like", "%TV%"],
	];

	const rows = rowsOfFilters(filters);

	expect(rows && filtersOf(rows)).toEqual(filters);
});

it("pairs become rows that mean the same", () => {
	expect(rowsOfFilters({ status: "Overdue", docstatus: ["!=", 2] })).toEqual([
		{ field: "status", operator: "=", value: "Overdue" },
		{ field: "docstatus", operator: "!=", value: 2 },
	]);
});

it.each<Json>([
	[["Sales Invoice", "status", "=", "Overdue"]],
	[["due_date", "Timespan", "last week"]],
	[["status", "in", "Overdue,Paid"]],
	"status = 1",
])("filters that rows cannot show are left alone: %j", (filters) => {
	expect(rowsOfFilters(filters)).toBeNull();
});

it("a value goes with its operator", () => {
	expect(valueFor("in", "Paid")).toEqual(["Paid"]);
	expect(valueFor("=", ["Paid", "Overdue"])).toBe("Paid");
	expect(valueFor("set", "Paid")).toBeNull();
});
