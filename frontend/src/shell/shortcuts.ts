/** Keyboard shortcuts: who offers one says so here, and the help lists what is offered right now. */

import { onScopeDispose, shallowReactive } from "vue";

export interface Shortcut {
	/** As written in the help: "/", "Ctrl K", "g c" (one after the other). */
	keys: string;
	label: () => string;
	run: () => void;
}

export const shortcuts = shallowReactive<Shortcut[]>([]);

const SEQUENCE_MS = 900;
let pendingKey = "";
let pendingSince = 0;

/** Offer shortcuts while the calling component lives; the newest offer of a key wins. */
export function offerShortcuts(...offered: Shortcut[]): void {
	shortcuts.push(...offered);
	onScopeDispose(() => {
		for (const shortcut of offered) shortcuts.splice(shortcuts.indexOf(shortcut), 1);
	});
}

/** Listen for the whole page; returns how to stop. */
export function listenForShortcuts(): () => void {
	window.addEventListener("keydown", onKey);
	return () => window.removeEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
	if (event.defaultPrevented) return;
	const key = keyOf(event);
	if (isTyping(event) && !key.startsWith("Ctrl ")) return;
	const isSequence = pendingKey && event.timeStamp - pendingSince < SEQUENCE_MS;
	const shortcut = (isSequence && find(`${pendingKey} ${key}`)) || find(key);
	pendingKey = shortcut ? "" : key;
	pendingSince = event.timeStamp;
	if (!shortcut) return;
	event.preventDefault();
	shortcut.run();
}

function find(keys: string): Shortcut | undefined {
	return shortcuts.findLast((shortcut) => shortcut.keys === keys);
}

function keyOf(event: KeyboardEvent): string {
	const key = event.key === "Escape" ? "Esc" : event.key;
	return event.ctrlKey || event.metaKey ? `Ctrl ${key.toUpperCase()}` : key;
}

/** Typing in a field, or working in a dialog or menu that has its own keys. */
function isTyping(event: KeyboardEvent): boolean {
	const target = event.target;
	if (!(target instanceof HTMLElement)) return false;
	return (
		target.isContentEditable ||
		target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null
	);
}
