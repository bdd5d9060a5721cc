/** One conversation, kept current: its messages by pages, what is on its way, and what changes while it is open. */

import { computed, onScopeDispose, ref, shallowRef } from "vue";
import { conversations } from "@/api/conversations";
import type { ApiError } from "@/api/errors";
import type { Conversation, Message, OpenConversation, ThreadAnswer } from "@/api/messageTypes";
import { asApiError } from "@/api/useQuery";
import { followSignals } from "@/realtime/followSignals";
import { retryOnReturn } from "@/realtime/retryOnReturn";
import { toast } from "@/ui/toasts";
import { mergeMessages } from "./mergeMessages";
import { moveDraft } from "./drafts";
import { onConfirmed, outbox, post, redirect, settled, type Written } from "./outbox";

export type Target = { conversation: string } | { customer: string };

/** The longest a catch-up waits for our own message to be confirmed, lest it stand twice for a moment. */
const PATIENCE_MS = 3000;
/** Beyond, the last page alone is asked again. */
const MOST_PAGES = 4;

/** `moved` hears that what was said stands in another conversation now, of the customer it was found to be of. */
export function useThread(target: Target, moved: (conversation: string) => void = () => undefined) {
	const conversation = shallowRef<OpenConversation | null>(null);
	const messages = shallowRef<Message[]>([]);
	const hasOlder = ref(false);
	const error = shallowRef<ApiError | null>(null);
	const olderError = shallowRef<ApiError | null>(null);
	const loadingOlder = ref(false);
	let oldest: string | null = null;
	let newest: string | null = null;
	/** The agent put it back as unread: looking at it does not count until something new comes. */
	let staysUnread = false;

	const name = computed(
		() => ("conversation" in target ? target.conversation : conversation.value?.name) ?? null,
	);
	const outgoing = computed(() => outbox.value.filter((one) => isOurs(one)));

	function isOurs(one: { conversation: string | null; customer: string | null }): boolean {
		if (one.conversation) return one.conversation === name.value;
		return "customer" in target && one.customer === target.customer;
	}

	/** The last page, as when the thread is opened. */
	async function load(): Promise<void> {
		try {
			const customer = "customer" in target ? target.customer : "";
			const answer = name.value
				? await conversations.thread(name.value)
				: await conversations.ofCustomer(customer);
			messages.value = answer.messages;
			hasOlder.value = answer.has_more;
			oldest = answer.oldest;
			take(answer);
			error.value = null;
		} catch (failure) {
			error.value = asApiError(failure);
		}
	}

	/** What is new or changed since the last answer: after a signal, and after a lost connection. */
	async function catchUp(): Promise<void> {
		if (!name.value || !newest) return load();
		await Promise.race([settled(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
		for (let page = 0; page < MOST_PAGES; page += 1) {
			const answer = await conversations.thread(name.value, { after: newest }).catch(noticeEnd);
			messages.value = mergeMessages(messages.value, answer.messages.filter(isWithin));
			take(answer);
			if (!answer.has_more) return;
		}
		await load();
	}

	/** A colleague may have joined the conversation to its customer's: then it is gone. */
	function noticeEnd(failure: unknown): never {
		const cause = asApiError(failure);
		if (cause.kind === "missing") error.value = cause;
		throw cause;
	}

	function take(answer: ThreadAnswer): void {
		newest = answer.newest;
		if (answer.conversation.unread > (conversation.value?.unread ?? 0)) staysUnread = false;
		conversation.value = answer.conversation;
		void readIt();
	}

	/** A change of a message on a page not loaded yet is seen when that page is. */
	function isWithin(message: Message): boolean {
		const first = messages.value[0];
		return !hasOlder.value || !first || Date.parse(message.at) >= Date.parse(first.at);
	}

	async function loadOlder(): Promise<void> {
		if (!hasOlder.value || loadingOlder.value || !name.value || !oldest) return;
		loadingOlder.value = true;
		olderError.value = null;
		try {
			const answer = await conversations.thread(name.value, { before: oldest });
			messages.value = mergeMessages(answer.messages, messages.value);
			hasOlder.value = answer.has_more;
			oldest = answer.oldest ?? oldest;
		} catch (failure) {
			olderError.value = asApiError(failure);
		}
		loadingOlder.value = false;
	}

	/** What is on the screen of someone who looks has been read. */
	async function readIt(): Promise<void> {
		const known = conversation.value;
		if (!known?.name || !known.unread || staysUnread || document.hidden) return;
		await conversations.markRead(known.name).then(takeRow, () => undefined);
	}

	/** Take a row of the inbox as the answer to something that was done here. */
	function takeRow(row: Conversation): void {
		if (conversation.value) conversation.value = { ...conversation.value, ...row };
	}

	async function keepUnread(): Promise<void> {
		if (!name.value) return;
		staysUnread = true;
		await change(conversations.markUnread(name.value));
	}

	/** Do something to the conversation; says what went wrong. Returns whether it was done. */
	async function change(call: Promise<Conversation>): Promise<boolean> {
		try {
			takeRow(await call);
			return true;
		} catch (failure) {
			toast(asApiError(failure).message, "bad");
			return false;
		}
	}

	/** Say whose the conversation's address is; none takes it from whom it was given to. */
	async function identify(customer: string): Promise<void> {
		const before = name.value ?? "";
		try {
			const row = await conversations.setCustomer(before, customer);
			if (row.name === before) await load();
			else moveOn(before, row.name);
		} catch (failure) {
			toast(asApiError(failure).message, "bad");
		}
	}

	/** What was begun and what waits for the network goes along. */
	function moveOn(before: string, after: string): void {
		moveDraft(before, after);
		redirect(before, after);
		moved(after);
	}

	async function retry(message: string): Promise<void> {
		try {
			messages.value = mergeMessages(messages.value, [await conversations.retry(message)]);
		} catch (failure) {
			toast(asApiError(failure).message, "bad");
		}
	}

	function send(written: Written): void {
		const customer = "customer" in target ? target.customer : null;
		post({ conversation: name.value, customer }, written);
	}

	const stopHearing = onConfirmed(({ sent, message, row }) => {
		if (!isOurs(sent)) return;
		messages.value = mergeMessages(messages.value, [message]);
		if (row) takeRow(row);
	});
	const onVisible = () => void readIt();
	document.addEventListener("visibilitychange", onVisible);
	followSignals("conversation", () => name.value, catchUp);
	retryOnReturn(error, load);
	onScopeDispose(() => {
		stopHearing();
		document.removeEventListener("visibilitychange", onVisible);
	});
	void load();

	return {
		conversation,
		messages,
		outgoing,
		hasOlder,
		error,
		olderError,
		loadingOlder,
		load,
		loadOlder,
		change,
		identify,
		keepUnread,
		retry,
		send,
	};
}

export type Thread = ReturnType<typeof useThread>;
