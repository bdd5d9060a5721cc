/**
 * What is not sent yet, in the browser's storage: an entry for each message, so that no tab overwrites what another
 * keeps. A full or forbidden storage costs the memory of it, not the sending.
 */

import { useBoot } from "@/boot";
import type { Outgoing } from "./outbox";

export function keepOutgoing(item: Outgoing): void {
	try {
		localStorage.setItem(prefix() + item.key, JSON.stringify(item));
	} catch {
		return;
	}
}

export function forgetOutgoing(key: string): void {
	try {
		localStorage.removeItem(prefix() + key);
	} catch {
		return;
	}
}

/** What this user left on this computer, oldest first. */
export function keptOutgoing(): Outgoing[] {
	const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix()));
	return keys.flatMap(read).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function read(key: string): Outgoing[] {
	try {
		return [JSON.parse(localStorage.getItem(key) ?? "") as Outgoing];
	} catch {
		return [];
	}
}

/** Hear of every message another tab sent or threw away. */
export function onForgottenElsewhere(listener: (key: string) => void): void {
	window.addEventListener("storage", ({ key, newValue }) => {
		if (newValue === null && key?.startsWith(prefix())) listener(key.slice(prefix().length));
	});
}

function prefix(): string {
	return `fsm:outbox:${useBoot().user}:`;
}
