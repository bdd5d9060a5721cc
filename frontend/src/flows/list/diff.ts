/** What became of a drawing between two versions: its rows side by side, and what differs in each step. */

import type { Definition, FlowStep, Json } from "@/api/flowTypes";
import { rowsOf, type Row } from "../model/rows";
import { dependsOn, placeOf, siblings, type Steps } from "../model/steps";

export interface FieldChange {
	/** As a problem names it: "params.text", "condition". */
	path: string;
	before: Json | undefined;
	after: Json | undefined;
}

export type Change = "added" | "removed" | "moved" | "changed";

/** A row of both drawings, or of one of them; a step that moved stands where it was and where it is. */
export interface PairedRow {
	key: string;
	before: Row | null;
	after: Row | null;
	change: Change | null;
	fields: FieldChange[];
}

const ALONE = ["label", "kind", "condition", "on_error", "compensate"] as const;

export function pairRows(before: Definition, after: Definition): PairedRow[] {
	const old = rowsOf(before.steps, new Set()).filter(({ type }) => type !== "start");
	const now = rowsOf(after.steps, new Set()).filter(({ type }) => type !== "start");
	const common = longestCommon(
		old.map(({ key }) => key),
		now.map(({ key }) => key),
	);
	const pair = (one: Row | null, other: Row | null) => paired(one, other, before.steps, after.steps);
	const pairs: PairedRow[] = [];
	let [left, right] = [0, 0];
	for (const key of [...common, null]) {
		while (left < old.length && old[left]?.key !== key) pairs.push(pair(old[left++]!, null));
		while (right < now.length && now[right]?.key !== key) pairs.push(pair(null, now[right++]!));
		if (key !== null) pairs.push(pair(old[left++]!, now[right++]!));
	}
	return pairs;
}

function paired(before: Row | null, after: Row | null, old: Steps, now: Steps): PairedRow {
	const row = (after ?? before) as Row;
	if (row.type !== "step") return { key: row.key, before, after, change: null, fields: [] };
	const was = old.find(({ id }) => id === row.key);
	const is = now.find(({ id }) => id === row.key);
	if (!was) return { key: row.key, before, after, change: "added", fields: [] };
	if (!is) return { key: row.key, before, after, change: "removed", fields: [] };
	// Where it was is told by the row of where it is.
	if (!after) return { key: `${row.key}/was`, before, after, change: "moved", fields: [] };
	const fields = changedFields(was, is, old, now);
	const isMoved = !before || !isSamePlace(was, is);
	return {
		key: row.key,
		before,
		after,
		change: isMoved ? "moved" : fields.length ? "changed" : null,
		fields,
	};
}

function isSamePlace(was: FlowStep, is: FlowStep): boolean {
	return isSame(placeOf(was) as unknown as Json, placeOf(is) as unknown as Json);
}

/** What differs in a step; an order that only follows from its neighbours' is left to them. */
function changedFields(was: FlowStep, is: FlowStep, old: Steps, now: Steps): FieldChange[] {
	const alone = ALONE.map((path) => change(path, was[path] as Json, is[path] as Json));
	const names = new Set([...Object.keys(was.params ?? {}), ...Object.keys(is.params ?? {})]);
	const params = [...names].map((name) => change(`params.${name}`, was.params?.[name], is.params?.[name]));
	const follows = isChained(was, old) && isChained(is, now);
	const order = follows ? [] : [change("depends_on", [...dependsOn(was)], [...dependsOn(is)])];
	return [...alone, ...params, ...order].filter(({ before, after }) => !isSame(before, after));
}

function change(path: string, before: Json | undefined, after: Json | undefined): FieldChange {
	return { path, before, after };
}

/** After the one above, or first. */
function isChained(step: FlowStep, steps: Steps): boolean {
	const around = siblings(steps, placeOf(step));
	const above = around[around.findIndex(({ id }) => id === step.id) - 1];
	return isSame([...dependsOn(step)], above ? [above.id] : []);
}

/** Nothing, an empty text and an absent key are the same; keys may stand in any order. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
	return written(one) === written(other);
}

function written(value: Json | undefined): string {
	if (value === undefined || value === null || value === "") return "null";
	if (Array.isArray(value)) return `[${value.map(written).join()}]`;
	if (typeof value !== "object") return JSON.stringify(value);
	const entries = Object.entries(value).filter(([, one]) => written(one) !== "null");
	return `{${entries
		.map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`)
		.sort()
		.join()}}`;
}

/** The longest run of keys that stand in both in the same order. */
function longestCommon(one: readonly string[], other: readonly string[]): string[] {
	const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
	for (let i = one.length - 1; i >= 0; i--)
		for (let j = other.length - 1; j >= 0; j--)
			lengths[i]![j] =
				one[i] === other[j]
					? lengths[i + 1]![j + 1]! + 1
					: Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
	const common: string[] = [];
	let [i, j] = [0, 0];
	while (i < one.length && j < other.length) {
		if (one[i] === other[j]) {
			common.push(one[i]!);
			i++;
			j++;
		} else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
		else j++;
	}
	return common;
}
