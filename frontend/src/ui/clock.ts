/** The time that ticks on the page, for ages shown to the minute and the second. */

import { readonly, ref } from "vue";

const TICK_MS = 1000;
const current = ref(Date.now());
setInterval(() => (current.value = Date.now()), TICK_MS);

/** Milliseconds since 1970, renewed every second. */
export const now = readonly(current);
