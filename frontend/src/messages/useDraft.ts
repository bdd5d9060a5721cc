/** The draft of the conversation that is open: kept as it is typed, one per conversation. */

import { reactive, watch } from "vue";
import type { OpenConversation } from "@/api/messageTypes";
import { forgetOldDrafts, keepDraft, readDraft } from "./drafts";
import { isUsable, usualChannel } from "./ways";

export function useDraft(place: string, conversation: () => OpenConversation) {
	forgetOldDrafts(Date.now());
	const draft = reactive(readDraft(place));
	if (!draft.channel || (!draft.text && !isUsable(draft.channel, conversation())))
		draft.channel = usualChannel(conversation());

	watch(draft, () => keepDraft(place, draft));
	watch(
		() => conversation().channels,
		() => {
			// What is being written keeps its way: whoever writes an SMS is told it is closed, never turned to e-mail.
			if (!draft.text && !isUsable(draft.channel, conversation()))
				draft.channel = usualChannel(conversation());
		},
	);

	function clear(): void {
		Object.assign(draft, { text: "", subject: "" });
	}
	return { draft, clear };
}
