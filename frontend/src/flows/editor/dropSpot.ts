/** Where a drag would drop: the innermost list under the pointer, and the place in it. */

import type { Spot } from "../model/steps";
import type { Dragged } from "./drag";

/** Null where nothing can be dropped: outside the tree and the room around it, or inside of what is dragged. */
export function spotAt(root: HTMLElement, x: number, y: number, what: Dragged): Spot | null {
	const under = document
		.elementsFromPoint(x, y)
		.find((one) => root.contains(one) && one.closest("[data-tree-scroll]"));
	if (!under || isInsideOf(under, what)) return null;
	const entered = entersContainer(under, y);
	if (entered) return { ...placeOf(entered), index: 0 };
	const list = under.closest<HTMLElement>("[data-list]") ?? root.querySelector<HTMLElement>("[data-list]");
	return list ? { ...placeOf(list), index: indexIn(list, y) } : null;
}

function isInsideOf(element: Element, what: Dragged): boolean {
	return what.type === "step" && element.closest(`[data-step="${what.step}"]`) !== null;
}

/** The name of a case, and the lower half of an open container's own card, lead into it. */
function entersContainer(element: Element, y: number): HTMLElement | null {
	const lane = element.closest("[data-lane-head]")?.parentElement;
	if (lane) return lane.querySelector<HTMLElement>("[data-list]");
	const head = element.closest<HTMLElement>("[data-head]");
	const first = head?.closest("[data-step]")?.querySelector<HTMLElement>("[data-list]");
	if (!head || !first) return null;
	const { top, height } = head.getBoundingClientRect();
	return y > top + height / 2 ? first : null;
}

function placeOf(list: HTMLElement): { parent: string | null; lane: string } {
	return { parent: list.dataset.parent || null, lane: list.dataset.lane ?? "" };
}

/** Before the first sibling whose middle is below the pointer. */
function indexIn(list: HTMLElement, y: number): number {
	const steps = [...list.children].filter((child) => child.hasAttribute("data-step"));
	const next = steps.findIndex((step) => y < middleOf(step));
	return next === -1 ? steps.length : next;
}

function middleOf(step: Element): number {
	const { top, height } = step.getBoundingClientRect();
	return top + height / 2;
}
