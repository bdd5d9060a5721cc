/** A pane that opens beside what named it: takes the focus when it opens, gives it back when it closes, has a title. */

import { nextTick, onBeforeUnmount, onMounted, ref, watchEffect, type Ref } from "vue";

/** What waits, before every page's title: "(3) Inbox". */
export const titleCount = ref(0);

export function usePane(heading: Ref<HTMLElement | null>, title: () => string | null | undefined): void {
	const opener = document.activeElement;

	onMounted(() => heading.value?.focus({ preventScroll: true }));
	onBeforeUnmount(() => {
		const isStillThere = opener instanceof HTMLElement && opener.isConnected;
		if (isStillThere) void nextTick(() => opener.focus({ preventScroll: true }));
	});
	usePageTitle(title);
}

export function usePageTitle(title: () => string | null | undefined): void {
	watchEffect(() => {
		const name = title();
		// A pane that has no title of its own leaves it to the one beside.
		if (name === null) return;
		const waiting = titleCount.value ? `(${titleCount.value}) ` : "";
		document.title = waiting + (name ? `${name} · Gigafibre FSM` : "Gigafibre FSM");
	});
}
