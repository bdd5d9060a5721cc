/** A thread as it is drawn: days, and messages with the ones still on their way among them. */

import type { DeliveryStatus, Message } from "@/api/messageTypes";
import { useBoot } from "@/boot";
import { dayOf } from "@/format/days";
import type { Outgoing } from "./outbox";

export type ShownStatus = DeliveryStatus | "waiting" | "refused" | "held";

export interface ShownMessage extends Omit<Message, "status"> {
	status: ShownStatus | null;
	/** Its key in the outbox, while the server has not taken it. */
	outgoing: string | null;
	/** Whether it goes on from the one above: same side, same person, minutes later. */
	continues: boolean;
}

export interface ShownDay {
	day: string;
	at: string;
	messages: ShownMessage[];
}

const TOGETHER_MS = 5 * 60_000;

/** Group what the server knows, then what it does not know yet, by the site's days. */
export function byDays(messages: readonly Message[], outgoing: readonly Outgoing[]): ShownDay[] {
	const all = [...messages.map(confirmed), ...outgoing.map(onItsWay)];
	const days: ShownDay[] = [];
	for (const message of all) {
		const day = dayOf(Date.parse(message.at));
		let last = days.at(-1);
		if (last?.day !== day) days.push((last = { day, at: message.at, messages: [] }));
		message.continues = goesOn(last.messages.at(-1), message);
		last.messages.push(message);
	}
	return days;
}

function confirmed(message: Message): ShownMessage {
	return { ...message, outgoing: null, continues: false };
}

function onItsWay(item: Outgoing): ShownMessage {
	const { user, full_name } = useBoot();
	return {
		name: item.key,
		kind: item.isNote ? "note" : "message",
		channel: item.channel || null,
		direction: "out",
		at: item.at,
		by: user,
		by_name: full_name,
		flow_run: null,
		subject: item.subject || null,
		text: item.text,
		status: item.state,
		error: item.error,
		can_retry: item.state === "refused" || item.state === "held",
		attachments: [],
		outgoing: item.key,
		continues: false,
	};
}

function goesOn(above: ShownMessage | undefined, below: ShownMessage): boolean {
	if (!above || below.subject) return false;
	const isSame = (["kind", "direction", "by", "flow_run", "channel"] as const).every(
		(key) => above[key] === below[key],
	);
	return isSame && Date.parse(below.at) - Date.parse(above.at) < TOGETHER_MS;
}
