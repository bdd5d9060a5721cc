/** What a screen reader is told of changes that are otherwise only seen. */

import { ref } from "vue";

export const announcement = ref("");

/** Say it, also when it is what was said last. */
export function announce(words: string): void {
	announcement.value = announcement.value === words ? `${words}\u00a0` : words;
}
