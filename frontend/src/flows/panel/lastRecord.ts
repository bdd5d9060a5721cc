/** The record somebody last tried a flow on, by doctype: offered again, also tomorrow. */

import { shallowReactive } from "vue";

const KEY = "fsm-flow-record:";
const known = shallowReactive(new Map<string, string>());

export function lastRecord(doctype: string): string | null {
	return known.get(doctype) ?? stored(doctype);
}

export function rememberRecord(doctype: string, name: string | null): void {
	known.set(doctype, name ?? "");
	try {
		if (name) localStorage.setItem(KEY + doctype, name);
		else localStorage.removeItem(KEY + doctype);
	} catch {
		// A browser that keeps nothing: it is remembered until the page is left.
	}
}

function stored(doctype: string): string | null {
	try {
		return localStorage.getItem(KEY + doctype);
	} catch {
		return null;
	}
}
