/** A text as it would be sent about the newest record: to count what it costs before anything is known. */

import type { Known } from "./known";
import { pieces } from "./mentions";

/** About as long as a name: what a variable counts for when nothing is known of it. */
const UNKNOWN = "xxxxxxxxxxxx";

export function sampleText(text: string, fields: ReadonlyMap<string, Known>): string {
	return pieces(text)
		.map(({ source, path, isCode }) => {
			if (!isCode) return source;
			if (source.startsWith("{%")) return "";
			const sample = path ? fields.get(path)?.sample : null;
			return sample === null || sample === undefined || typeof sample === "object"
				? UNKNOWN
				: String(sample);
		})
		.join("");
}
