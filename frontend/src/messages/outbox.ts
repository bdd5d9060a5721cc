/**
 * What was sent from this computer and the server has not confirmed yet. Kept in the browser's storage, so that a
 * reload, a closed tab or a lost network loses nothing; every message carries its own key, so that trying again
 * never sends it twice.
 */

import { ref, watch } from "vue";
import { conversations } from "@/api/conversations";
import type { ApiError } from "@/api/errors";
import type { Channel, Conversation, Message } from "@/api/messageTypes";
import { asApiError } from "@/api/useQuery";
import { linkState } from "@/realtime/socket";
import { newKey } from "./keys";
import { forgetOutgoing, keepOutgoing, keptOutgoing, onForgottenElsewhere } from "./outboxStore";

export interface Outgoing {
	key: string;
	conversation: string | null;
	/** Whose first message this is, when there is no conversation yet. */
	customer: string | null;
	isNote: boolean;
	channel: Channel | "";
	subject: string;
	text: string;
	at: string;
	/**
	 * `waiting`: for the network, sent by itself; `refused`: by the server, in `error`'s words; `held`: it waited so long
	 * that its writer says whether it still goes.
	 */
	state: "sending" | "waiting" | "refused" | "held";
	error: string | null;
}

export type Written = Pick<Outgoing, "isNote" | "channel" | "subject" | "text">;
export type Recipient = Pick<Outgoing, "conversation" | "customer">;

/** What the server made of it; a note changes no row of the inbox. */
export interface Confirmed {
	sent: Outgoing;
	message: Message;
	row: Conversation | null;
}

const AGAIN_MS = 10_000;
/** "I am on my way" must not arrive the next morning. */
const STALE_MS = 6 * 3_600_000;
const listeners = new Set<(confirmed: Confirmed) => void>();
let running: Promise<void> | null = null;

export const outbox = ref<Outgoing[]>(keptOutgoing());

/** Hear of every message the server takes; returns how to stop. */
export function onConfirmed(listener: (confirmed: Confirmed) => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Put a message on its way; it shows at once. */
export function post(to: Recipient, written: Written): void {
	const fresh = { key: newKey(), at: new Date().toISOString(), state: "sending", error: null } as const;
	const item: Outgoing = { ...fresh, ...to, ...written };
	outbox.value.push(item);
	keepOutgoing(item);
	void flush();
}

/** Send a message now that was refused or held, with the same key: it is the last that was written. */
export function tryAgain(key: string): void {
	const item = find(key);
	if (!item) return;
	outbox.value = [...outbox.value.filter((one) => one !== item), item];
	change(key, { state: "sending", error: null, at: new Date().toISOString() });
	void flush();
}

export function discard(key: string): void {
	forget(key);
	forgetOutgoing(key);
}

/** What waits for a conversation that was joined to another goes there. */
export function redirect(from: string, to: string): void {
	for (const one of outbox.value) if (one.conversation === from) change(one.key, { conversation: to });
}

/** Resolves when nothing is being sent; at once when nothing is. */
export function settled(): Promise<void> {
	return running ?? Promise.resolve();
}

/** Send what is to be sent, one after the other so that nobody reads the answer before the question. */
export function flush(): Promise<void> {
	running ??= sendAll().finally(() => (running = null));
	return running;
}

async function sendAll(): Promise<void> {
	for (;;) {
		const next = outbox.value.find((one) => one.state === "sending");
		if (!next) return;
		await send(next.key);
	}
}

async function send(key: string): Promise<void> {
	try {
		const confirmed = await deliver({ ...(find(key) as Outgoing) });
		for (const listener of listeners) listener(confirmed);
		discard(key);
	} catch (failure) {
		giveBack(asApiError(failure), key);
	}
}

async function deliver(sent: Outgoing): Promise<Confirmed> {
	const { conversation, customer, key, text, channel, subject } = sent;
	if (sent.isNote) {
		return { sent, message: await conversations.note(conversation ?? "", text, key), row: null };
	}
	const reply = { text, key, channel, subject };
	const answer = conversation
		? await conversations.reply(conversation, reply)
		: await conversations.start(customer ?? "", reply);
	return { sent, message: answer.message, row: answer.conversation };
}

/** Without a network everything waits; what the server refused waits for the agent. */
function giveBack(error: ApiError, key: string): void {
	if (error.kind !== "network") return change(key, { state: "refused", error: error.message });
	for (const one of outbox.value) if (one.state === "sending") change(one.key, { state: "waiting" });
}

/** What a lost network or a reload interrupted is sent again: its key tells the server. */
function resume(): void {
	const oldest = Date.now() - STALE_MS;
	for (const one of outbox.value.filter(({ state }) => state === "waiting")) {
		change(one.key, { state: Date.parse(one.at) < oldest ? "held" : "sending" });
	}
	void flush();
}

function find(key: string): Outgoing | undefined {
	return outbox.value.find((one) => one.key === key);
}

function forget(key: string): void {
	outbox.value = outbox.value.filter((one) => one.key !== key);
}

function change(key: string, news: Partial<Outgoing>): void {
	const item = find(key);
	if (item) keepOutgoing(Object.assign(item, news));
}

watch(linkState, (state) => state !== "offline" && resume());
setInterval(() => {
	if (linkState.value !== "offline" && outbox.value.some((one) => one.state === "waiting")) resume();
}, AGAIN_MS);
onForgottenElsewhere(forget);
for (const one of outbox.value) if (one.state === "sending") one.state = "waiting";
resume();
