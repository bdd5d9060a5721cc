/** The time that ticks on the page, for ages shown to the minute and the second. */

import { computed, readonly, ref } from "vue";

const TICK_MS = 1000;
const current = ref(Date.now());
setInterval(() => (current.value = Date.now()), TICK_MS);

/** Milliseconds since 1970, renewed every second. */
export const now = readonly(current);

/** The same renewed every minute: for what is said in hours and days. */
export const thisMinute = computed(() => Math.floor(current.value / 60_000) * 60_000);
