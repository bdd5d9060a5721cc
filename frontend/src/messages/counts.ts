/** How many conversations have something unread: beside the inbox's place in the menu and in the page's title. */

import { ref, watch } from "vue";
import { conversations } from "@/api/conversations";
import type { InboxCounts } from "@/api/messageTypes";
import { followSignals } from "@/realtime/followSignals";
import { titleCount } from "@/ui/usePane";

export const counts = ref<InboxCounts | null>(null);
/** The inbox itself is open and asks for the counts with its rows. */
let told = 0;

watch(counts, (known) => (titleCount.value = known?.unread ?? 0));

/** Keep the counts current while the calling component lives. */
export function followCounts(): void {
	const ask = async () => {
		if (told) return;
		counts.value = (
			await conversations.inbox({ view: "open", query: "", start: 0, page_length: 1 })
		).counts;
	};
	followSignals("inbox", () => "", ask);
	void ask().catch(() => undefined);
}

/** Take the counts from who asks for them anyway; returns how to stop doing so. */
export function tellCounts(): () => void {
	told += 1;
	return () => (told -= 1);
}
