/** What a fresh look at the first rows of the inbox changes in those already loaded. */

import type { Conversation } from "@/api/messageTypes";

/**
 * Put the fresh rows first, then those loaded further down that they do not name. When the fresh rows are all there
 * are (`hasMore` false), nothing stays behind them: what left the view is gone.
 */
export function mergeRows(
	known: readonly Conversation[],
	fresh: readonly Conversation[],
	hasMore: boolean,
): Conversation[] {
	if (!hasMore) return [...fresh];
	const names = new Set(fresh.map((row) => row.name));
	const end = timeOf(fresh.at(-1));
	const below = known.filter((row) => !names.has(row.name) && timeOf(row) <= end);
	return [...fresh, ...below];
}

/** Replace a row by what an action answered; a row that is not listed is left out. */
export function withRow(known: readonly Conversation[], row: Conversation): Conversation[] {
	return known.map((one) => (one.name === row.name ? { ...one, ...row } : one));
}

function timeOf(row: Conversation | undefined): number {
	return row?.last_message_at ? Date.parse(row.last_message_at) : 0;
}
