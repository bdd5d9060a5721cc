/** The names of languages, in the reader's own. */

import { locale } from "@/format/numbers";

/** "fr" → "français", "French"; a code nobody knows is left as it is. */
export function languageName(code: string): string {
	try {
		return new Intl.DisplayNames(locale(), { type: "language" }).of(code) ?? code;
	} catch {
		return code;
	}
}
