/** The draft of the conversation that is open: kept as it is typed, one per conversation. */

import { reactive, watch } from "vue";
import type { Channel, OpenConversation } from "@/api/messageTypes";
import { forgetOldDrafts, keepDraft, readDraft } from "./drafts";

export function useDraft(place: string, conversation: () => OpenConversation) {
	forgetOldDrafts(Date.now());
	const draft = reactive(readDraft(place));
	if (!isUsable(draft.channel, conversation())) draft.channel = usualChannel(conversation());

	watch(draft, () => keepDraft(place, draft));
	watch(
		() => conversation().channels,
		() => {
			if (!isUsable(draft.channel, conversation())) draft.channel = usualChannel(conversation());
		},
	);

	function clear(): void {
		Object.assign(draft, { text: "", subject: "" });
	}
	return { draft, clear };
}

function isUsable(channel: Channel | "", { channels }: OpenConversation): boolean {
	return channels.some((one) => one.channel === channel && !one.blocked);
}

/** The customer's own channel when it can be used, else the first that can, else none. */
export function usualChannel({ channel, channels }: OpenConversation): Channel | "" {
	const open = channels.filter((one) => !one.blocked);
	return (open.find((one) => one.channel === channel) ?? open[0])?.channel ?? "";
}
