/** The ways a reply can take: the server sends to the first address of a channel, and answers a call by SMS. */

import { __ } from "@/i18n/translate";
import type { Channel, OpenConversation, ReplyChannel } from "@/api/messageTypes";

/** One way a channel, in the server's order. */
export function waysOf({ channels }: Pick<OpenConversation, "channels">): ReplyChannel[] {
	const first = new Map<Channel, ReplyChannel>();
	for (const way of channels) if (!first.has(way.channel)) first.set(way.channel, way);
	first.delete("Phone");
	return [...first.values()];
}

/** The customer's own channel when it can be used, else the first that can, else none. */
export function usualChannel(conversation: Pick<OpenConversation, "channel" | "channels">): Channel | "" {
	const open = waysOf(conversation).filter((way) => !way.blocked);
	return (open.find((way) => way.channel === conversation.channel) ?? open[0])?.channel ?? "";
}

/** Why nothing can be sent on this channel, or at all when none is chosen; empty when it can. */
export function whyBlocked(channel: Channel | "", conversation: Pick<OpenConversation, "channels">): string {
	const ways = waysOf(conversation).filter((way) => !channel || way.channel === channel);
	if (ways.some((way) => !way.blocked) && channel) return "";
	return ways.find((way) => way.blocked)?.blocked ?? __("There is no number or address to write to yet.");
}

export function isUsable(channel: Channel | "", conversation: Pick<OpenConversation, "channels">): boolean {
	return waysOf(conversation).some((way) => way.channel === channel && !way.blocked);
}
