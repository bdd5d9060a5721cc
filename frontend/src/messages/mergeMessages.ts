/** Putting a thread together from pages and live changes that may come late, twice or out of order. */

import type { Message } from "@/api/messageTypes";

/** Take messages into those known: the latest word on each, in the order of their time. */
export function mergeMessages(known: readonly Message[], news: readonly Message[]): Message[] {
	const all = new Map(known.map((message) => [message.name, message]));
	for (const message of news) all.set(message.name, message);
	return [...all.values()].sort(byTime);
}

/** Of the same moment, in the order of their names: two pages never disagree. */
function byTime(one: Message, other: Message): number {
	return Date.parse(one.at) - Date.parse(other.at) || (one.name < other.name ? -1 : 1);
}

const FINAL = ["delivered", "failed", "suppressed"];

/** Whether the network has still something to say of this message. */
export function isUnderWay(message: Message): boolean {
	return message.direction === "out" && message.status !== null && !FINAL.includes(message.status);
}
