/** Canned replies: typing "/" lists them, a few letters narrow them, choosing one fills it for this customer. */

import { computed, ref, shallowRef, watch, type Ref } from "vue";
import { conversations } from "@/api/conversations";
import type { ApiError } from "@/api/errors";
import type { CannedReply, OpenConversation } from "@/api/messageTypes";
import { asApiError } from "@/api/useQuery";
import { toast } from "@/ui/toasts";

export function useCanned(text: Ref<string>, channel: Ref<string>, conversation: () => OpenConversation) {
	const replies = shallowRef<CannedReply[] | null>(null);
	const error = shallowRef<ApiError | null>(null);
	const chosen = ref(0);
	const dismissed = ref(false);
	const filling = ref(false);

	const wanted = computed(() => /^\/([^\n]{0,40})$/.exec(text.value)?.[1]);
	const isOpen = computed(() => wanted.value !== undefined && !dismissed.value);
	const found = computed(() => {
		const words = (wanted.value ?? "").toLowerCase().split(/\s+/);
		const usable = (replies.value ?? []).filter((one) => subjectOf(one, conversation())[1]);
		return usable.filter((one) => words.every((word) => one.title.toLowerCase().includes(word)));
	});

	async function load(): Promise<void> {
		error.value = null;
		try {
			replies.value = await conversations.cannedReplies(channel.value);
		} catch (failure) {
			error.value = asApiError(failure);
		}
	}

	function move(by: number): void {
		const count = found.value.length;
		if (count) chosen.value = (chosen.value + by + count) % count;
	}

	/** Fill in a reply; returns what to write, null when it could not be filled. */
	async function take(index: number): Promise<{ text: string; subject: string | null } | null> {
		const reply = found.value[index];
		if (!reply || filling.value) return null;
		const [doctype, record] = subjectOf(reply, conversation());
		filling.value = true;
		try {
			const filled = await conversations.preview(reply.name, doctype, record, conversation().language);
			if (filled.error) toast(filled.error, "bad");
			return filled.error ? null : { text: filled.text, subject: filled.subject };
		} catch (failure) {
			toast(asApiError(failure).message, "bad");
			return null;
		} finally {
			filling.value = false;
		}
	}

	watch(isOpen, (opened) => {
		chosen.value = 0;
		if (opened) void load();
	});
	watch(wanted, (now) => {
		chosen.value = 0;
		if (now === undefined) dismissed.value = false;
	});
	const dismiss = () => (dismissed.value = true);
	return {
		isOpen,
		found,
		chosen,
		error,
		filling,
		loaded: computed(() => replies.value !== null),
		move,
		take,
		dismiss,
		load,
	};
}

/** The record a reply is filled from: the customer, or the conversation while nobody knows who is writing. */
function subjectOf({ applies_to }: CannedReply, { customer, name }: OpenConversation): [string, string] {
	const doctype = applies_to || (customer ? "Customer" : "Conversation");
	const records: Record<string, string | null> = { Customer: customer, Conversation: name };
	return [doctype, records[doctype] ?? ""];
}
