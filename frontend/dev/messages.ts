/** The French of the pages, from the app's own catalogue, for a site that is only imagined. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const CATALOGUE = fileURLToPath(new URL("../../gigafibre_fsm/locale/fr.po", import.meta.url));
const ENTRY = /^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)/gm;

/** Return English → French; nothing in English, which is what the pages are written in. */
export function messages(language: "fr" | "en"): Record<string, string> {
	if (language === "en" || !existsSync(CATALOGUE)) return {};
	const entries = [...readFileSync(CATALOGUE, "utf8").matchAll(ENTRY)];
	return Object.fromEntries(entries.map(([, english, french]) => [text(english), text(french)]));
}

/** A PO string may stand on several lines. */
function text(quoted = ""): string {
	const parts = quoted.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
	return parts.map((part) => JSON.parse(part) as string).join("");
}
