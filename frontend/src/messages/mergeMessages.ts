/** Putting a thread together from pages and live changes that may come late, twice or out of order. */

import type { Message } from "@/api/messageTypes";

/**
 * Join two stretches of a thread, the earlier page first: of a message in both, `later` has the last word. Times are
 * told to the second: of one second, messages stay in the order the server gave them.
 */
export function mergeMessages(earlier: readonly Message[], later: readonly Message[]): Message[] {
	const all = new Map(earlier.map((message) => [message.name, message]));
	for (const message of later) all.set(message.name, message);
	return [...all.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
