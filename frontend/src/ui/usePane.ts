/** A pane that opens beside what named it: takes the focus when it opens, gives it back when it closes, has a title. */

import { nextTick, onBeforeUnmount, onMounted, watchEffect, type Ref } from "vue";

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
		document.title = name ? `${name} · Gigafibre FSM` : "Gigafibre FSM";
	});
}
