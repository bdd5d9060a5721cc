/** JSON that people type: what it says, or where it goes wrong. Browsers say the place each in their own words. */

import type { Json } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";

export interface JsonMistake {
	message: string;
	/** From 1. */
	line: number;
	column: number;
}

/** Nothing typed is null. */
export function parseJson(text: string): { value: Json } | { mistake: JsonMistake } {
	if (!text.trim()) return { value: null };
	try {
		return { value: JSON.parse(text) as Json };
	} catch {
		return { mistake: locate(text, firstFault(text)) };
	}
}

function locate(text: string, at: number): JsonMistake {
	const lines = text.slice(0, at).split("\n");
	const isEnd = at >= text.trimEnd().length;
	return {
		message: isEnd ? __("it is not finished") : __("“{0}” is not expected here", [text[at]]),
		line: lines.length,
		column: (lines.at(-1)?.length ?? 0) + 1,
	};
}

const TOKEN =
	/\s*(?:([{}[\],:])|("(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

/** Where the first token stands that JSON does not allow there. */
function firstFault(text: string): number {
	const open: string[] = [];
	let expected = "value";
	let at = 0;
	while (at < text.length) {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (!match) return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
		const [whole, sign, words] = match;
		const next = after(expected, sign ?? (words ? "string" : "literal"), open);
		if (next === null) return at + whole.length - whole.trimStart().length;
		expected = next;
		at = TOKEN.lastIndex;
	}
	return text.trimEnd().length;
}

/** What may follow; null when the token may not stand here. `open` holds the brackets around. */
function after(expected: string, token: string, open: string[]): string | null {
	switch (token) {
		case "{":
		case "[":
			return opened(expected, token, open);
		case "}":
		case "]":
			return closed(expected, token, open);
		case ":":
			return expected === ":" ? "value" : null;
		case ",":
			return expected === "," ? nextOf(open.at(-1)) : null;
		default:
			return afterScalar(expected, token);
	}
}

function afterScalar(expected: string, token: string): string | null {
	if (token === "string" && expected.startsWith("key")) return ":";
	return expected.startsWith("value") ? "," : null;
}

function opened(expected: string, token: string, open: string[]): string | null {
	if (!expected.startsWith("value")) return null;
	open.push(token);
	return token === "{" ? "key or }" : "value or ]";
}

function closed(expected: string, token: string, open: string[]): string | null {
	const pair = token === "}" ? "{" : "[";
	const mayEnd = expected === "," || expected.endsWith(token);
	return mayEnd && open.pop() === pair ? "," : null;
}

function nextOf(bracket: string | undefined): string | null {
	if (bracket === undefined) return null;
	return bracket === "{" ? "key" : "value";
}
