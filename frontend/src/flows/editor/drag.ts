/**
 * Dragging a step, or a kind out of the palette, with mouse, pen or finger. Lists of the tree say what they are in
 * data attributes (data-list, data-parent, data-lane), their steps too (data-step, data-head); the rest is geometry.
 */

import { reactive } from "vue";
import { spotAt } from "./dropSpot";
import type { Spot } from "../model/steps";

export type Dragged = { type: "step"; step: string } | { type: "kind"; kind: string };

export interface Drag {
	dragged: Dragged | null;
	label: string;
	x: number;
	y: number;
	over: Spot | null;
}

/** What is being dragged now; nothing most of the time. */
export const drag = reactive<Drag>({ dragged: null, label: "", x: 0, y: 0, over: null });

const BEGINS_AFTER_PX = 5;
const EDGE_PX = 48;
const EDGE_SPEED = 10;

/** Watch a press: once it moves it is a drag, and `drop` is told where it ended. `root` holds the tree. */
export function watchPress(
	event: PointerEvent,
	what: Dragged,
	label: string,
	drop: (spot: Spot) => void,
): void {
	const root = (event.currentTarget as HTMLElement).closest<HTMLElement>("[data-flow-editor]");
	if (event.button !== 0 || !root) return;
	const start = { x: event.clientX, y: event.clientY };
	const listening = new AbortController();
	const { signal } = listening;

	function onMove(moved: PointerEvent): void {
		const far = Math.hypot(moved.clientX - start.x, moved.clientY - start.y) > BEGINS_AFTER_PX;
		if (!drag.dragged && !far) return;
		if (!drag.dragged) begin(moved);
		Object.assign(drag, { x: moved.clientX, y: moved.clientY });
		drag.over = spotAt(root as HTMLElement, drag.x, drag.y, what);
	}

	function begin(moved: PointerEvent): void {
		Object.assign(drag, { dragged: what, label });
		document.documentElement.classList.add("is-dragging");
		window.getSelection()?.removeAllRanges();
		moved.preventDefault();
		scrollAtEdges(root as HTMLElement, signal);
	}

	function onUp(): void {
		const { over, dragged } = drag;
		end();
		if (dragged) swallowClick();
		if (dragged && over) drop(over);
	}

	function end(): void {
		listening.abort();
		Object.assign(drag, { dragged: null, over: null });
		document.documentElement.classList.remove("is-dragging");
	}

	function onKey(pressed: KeyboardEvent): void {
		if (pressed.key !== "Escape" || !drag.dragged) return;
		pressed.stopPropagation();
		pressed.preventDefault();
		end();
	}

	window.addEventListener("pointermove", onMove, { signal });
	window.addEventListener("pointerup", onUp, { signal });
	window.addEventListener("pointercancel", end, { signal });
	window.addEventListener("keydown", onKey, { signal, capture: true });
}

/** The click that ends a drag is not meant for what lies under it. */
function swallowClick(): void {
	const swallow = (event: Event): void => event.stopPropagation();
	window.addEventListener("click", swallow, { capture: true, once: true });
	setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 50);
}

/** Scroll the tree while what is dragged is held at its top or bottom edge. */
function scrollAtEdges(root: HTMLElement, signal: AbortSignal): void {
	const scroller = root.querySelector<HTMLElement>("[data-tree-scroll]");
	if (!scroller) return;
	const tick = (): void => {
		if (signal.aborted) return;
		const { top, bottom, left, right } = scroller.getBoundingClientRect();
		const isInside = drag.x >= left && drag.x <= right;
		if (isInside && drag.y < top + EDGE_PX) scroller.scrollBy(0, -EDGE_SPEED);
		if (isInside && drag.y > bottom - EDGE_PX) scroller.scrollBy(0, EDGE_SPEED);
		requestAnimationFrame(tick);
	};
	requestAnimationFrame(tick);
}
