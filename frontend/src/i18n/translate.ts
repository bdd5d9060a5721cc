/** `__`: English in, the user's language out, as in Frappe's own pages. */

import type { App } from "vue";
import { useBoot } from "@/boot";

export type Translate = (text: string, values?: readonly unknown[]) => string;

/** Translate `text`, then put `values` in the places of {0}, {1}… Reactive: follows a change of language. */
export const __: Translate = (text, values = []) =>
	(useBoot().messages[text] || text).replace(/\{(\d+)\}/g, (place, index: string) =>
		String(values[Number(index)] ?? place),
	);

/** Make `__` known to every template. */
export const translation = {
	install(app: App): void {
		app.config.globalProperties.__ = __;
	},
};
