/** What an agent has begun to write, kept on this computer per conversation until it is sent or thrown away. */

import type { Channel } from "@/api/messageTypes";
import { useBoot } from "@/boot";

export interface Draft {
	text: string;
	subject: string;
	channel: Channel | "";
	isNote: boolean;
}

interface Kept extends Draft {
	at: number;
}

const KEPT_FOR_MS = 30 * 86_400_000;

export const EMPTY: Draft = { text: "", subject: "", channel: "", isNote: false };

/** Read the draft of a conversation ("CONV-1") or of a customer without one ("customer/CUST-1"). */
export function readDraft(place: string): Draft {
	try {
		const kept = JSON.parse(localStorage.getItem(keyOf(place)) ?? "null") as Kept | null;
		return kept ? { ...EMPTY, ...kept } : { ...EMPTY };
	} catch {
		return { ...EMPTY };
	}
}

/** Keep it, or forget it when there is nothing in it. A full or forbidden storage costs the draft, not the page. */
export function keepDraft(place: string, draft: Draft): void {
	try {
		if (!draft.text && !draft.subject) localStorage.removeItem(keyOf(place));
		else localStorage.setItem(keyOf(place), JSON.stringify({ ...draft, at: Date.now() }));
	} catch {
		return;
	}
}

/** Take a draft along to another conversation, unless something is begun there. */
export function moveDraft(from: string, to: string): void {
	if (!readDraft(to).text) keepDraft(to, readDraft(from));
	keepDraft(from, EMPTY);
}

/** Throw away what nobody came back to for a month. */
export function forgetOldDrafts(now: number): void {
	for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix()))) {
		if (now - writtenAt(localStorage.getItem(key)) > KEPT_FOR_MS) localStorage.removeItem(key);
	}
}

function writtenAt(raw: string | null): number {
	try {
		return (JSON.parse(raw ?? "") as Kept).at;
	} catch {
		return 0;
	}
}

function keyOf(place: string): string {
	return prefix() + place;
}

function prefix(): string {
	return `fsm:draft:${useBoot().user}:`;
}
