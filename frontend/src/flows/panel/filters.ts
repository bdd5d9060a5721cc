/** Which records a schedule looks at: rows of field, operator and value ↔ Frappe's filters. */

import type { Json } from "@/api/flowTypes";
import type { Family } from "./operators";

export type FilterOperator =
	"=" | "!=" | ">" | ">=" | "<" | "<=" | "like" | "in" | "not in" | "set" | "not set";

export interface FilterRow {
	field: string;
	operator: FilterOperator;
	value: Json;
}

const COMPARING: FilterOperator[] = ["=", "!=", ">", ">=", "<", "<="];
const ALL: FilterOperator[] = [...COMPARING, "like", "in", "not in"];

/** Read filters; null for what rows cannot show. */
export function rowsOfFilters(filters: Json): FilterRow[] | null {
	if (filters === null || filters === "") return [];
	const list = Array.isArray(filters) ? filters : typeof filters === "object" ? fromPairs(filters) : null;
	const rows = list?.map(rowOf) ?? null;
	return rows?.every((row) => row !== null) ? rows : null;
}

function fromPairs(pairs: Record<string, Json>): Json[] {
	return Object.entries(pairs).map(([field, value]) => {
		const isOperator = Array.isArray(value) && value.length === 2 && typeof value[0] === "string";
		return isOperator ? [field, ...value] : [field, "=", value];
	});
}

function rowOf(filter: Json): FilterRow | null {
	if (!Array.isArray(filter) || filter.length !== 3) return null;
	const [field, operator, value = null] = filter;
	if (typeof field !== "string") return null;
	if (operator === "is") return isPresence(value) ? { field, operator: value, value: null } : null;
	const known = ALL.find((one) => one === operator);
	return known && Array.isArray(value) === isListed(known) ? { field, operator: known, value } : null;
}

function isPresence(value: Json): value is "set" | "not set" {
	return value === "set" || value === "not set";
}

function isListed(operator: FilterOperator): boolean {
	return operator === "in" || operator === "not in";
}

export function filtersOf(rows: readonly FilterRow[]): Json {
	return rows
		.filter(({ field }) => field)
		.map(({ field, operator, value }) =>
			isPresence(operator) ? [field, "is", operator] : [field, operator, value],
		);
}

const FITTING: Record<Family, FilterOperator[]> = {
	number: [...COMPARING, "set", "not set"],
	date: [...COMPARING, "set", "not set"],
	text: ["=", "!=", "like", "in", "not in", "set", "not set"],
	choice: ["=", "!=", "in", "not in", "set", "not set"],
	check: ["=", "!="],
	list: ["set", "not set"],
	any: [...ALL, "set", "not set"],
};

export function filterOperators(family: Family, current: FilterOperator): FilterOperator[] {
	const fitting = FITTING[family];
	return fitting.includes(current) ? fitting : [current, ...fitting];
}

/** The value a row begins with under another operator. */
export function valueFor(operator: FilterOperator, before: Json): Json {
	if (isPresence(operator)) return null;
	const values = Array.isArray(before) ? before : [before].filter((one) => one !== null && one !== "");
	return isListed(operator) ? values : (values[0] ?? "");
}
