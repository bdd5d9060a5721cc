/** What the views of the inbox are called, and what is said when one is empty. */

import type { Conversation, InboxView } from "@/api/messageTypes";
import { __ } from "@/i18n/translate";
import type { InboxFilter } from "./useInbox";

export function viewName(view: InboxView): string {
	const names: Record<InboxView, string> = {
		open: __("Open"),
		mine: __("Mine"),
		unassigned: __("Unassigned"),
		snoozed: __("Snoozed"),
		closed: __("Closed"),
	};
	return names[view];
}

/** What a conversation is marked with among those of all views. */
export function statusName(status: Conversation["status"]): string {
	const names = { Open: __("Open"), Snoozed: __("Snoozed"), Closed: __("Closed") };
	return names[status];
}

export function emptyTitle({ query }: InboxFilter): string {
	return query ? __("No conversation answers this") : __("No conversation here");
}

export function emptyHint({ view, query }: InboxFilter): string {
	if (query) return __("Try a name, a number, or a word of a message.");
	const hints: Record<InboxView, string> = {
		open: __("Everything is answered. New messages arrive here by themselves."),
		mine: __("Open a conversation and press “a” to take it."),
		unassigned: __("Every open conversation has someone."),
		snoozed: __("Press “s” in a conversation to see it again later."),
		closed: __("Conversations that were closed are kept here."),
	};
	return hints[view];
}
