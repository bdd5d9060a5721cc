/** Walking the list with j and k, also when the open conversation has just left it. */

import { watch } from "vue";

/**
 * `open` shows a conversation in place of the one that is selected; without one, `focus` moves along the list.
 * A conversation that was closed leaves its place to the next: j goes there, not to the top.
 */
export function useStep(
	rows: () => readonly { name: string }[],
	selected: () => string | undefined,
	open: (name: string) => void,
	focus: (index: number) => void,
) {
	let lastPlace = -1;
	watch(
		[rows, selected],
		() => {
			const place = placeOf(selected());
			if (place !== -1) lastPlace = place;
		},
		{ immediate: true, flush: "sync" },
	);

	function placeOf(name: string | undefined): number {
		return rows().findIndex((row) => row.name === name);
	}

	/** `focused` is the place of the focus in the list, -1 when it is elsewhere. */
	function step(by: 1 | -1, focused: number): void {
		const name = selected();
		if (!name) {
			if (rows()[focused + by]) focus(focused + by);
			return;
		}
		const place = placeOf(name);
		const next = place === -1 ? lastPlace + (by === 1 ? 0 : -1) : place + by;
		const row = rows()[Math.max(0, next)];
		if (row && row.name !== name) open(row.name);
	}
	return { step };
}
