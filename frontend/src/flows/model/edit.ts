/** Changes of the drawing: each takes the steps as they are and gives them as they will be. */

import type { FlowStep } from "@/api/flowTypes";
import { chained, cycleAmong, handlerOf, isChain, isSideBySide, ordinary, waitingFor } from "./chain";
import { renamedIds } from "./rename";
import {
	dependsOn,
	find,
	idsOf,
	isSamePlace,
	isWithin,
	newId,
	placeOf,
	siblings,
	siblingsOf,
	spotAfter,
	spotOf,
	subtree,
	without,
	type Place,
	type Spot,
	type Steps,
} from "./steps";

/** `to` waited for `from`, or was its handler, and no longer is. */
export interface Edge {
	from: string;
	to: string;
}

export interface Change {
	steps: FlowStep[];
	/** Edges that could not stay: a step waits only for its siblings. */
	dropped: Edge[];
}

/** Put a new step, with what stands in it, at a spot: in a chain it is chained, elsewhere it waits for the one above. */
export function insert(steps: Steps, block: Steps, spot: Spot): FlowStep[] {
	const [head, ...inside] = block;
	if (!head) return [...steps];
	const there = siblings(steps, spot);
	const wasChain = isChain(there) && !isSideBySide(steps, spot);
	const placed = { ...head, ...location(spot) };
	const all = spliced(steps, [placed, ...inside], spot);
	const order = siblings(all, spot);
	if (wasChain) return chained(all, order);
	const above = isSideBySide(steps, spot) ? undefined : ordinary(there.slice(0, spot.index)).at(-1);
	return all.map((step) => (step.id === head.id ? waitingFor(step, above ? [above.id] : []) : step));
}

/** Take a step out with what stands in it; what waited for it waits for what it waited for. */
export function remove(steps: Steps, id: string): Change {
	const gone = subtree(steps, id);
	const taken = takenOut(steps, id);
	return {
		steps: taken.steps.filter((step) => !gone.some((one) => one.id === step.id)),
		dropped: taken.dropped,
	};
}

/** Move a step with what stands in it. Into itself, or to where it stands, changes nothing. */
export function move(steps: Steps, id: string, spot: Spot): Change {
	const step = find(steps, id);
	const unchanged = { steps: [...steps], dropped: [] };
	if (!step || isWithin(steps, spot.parent, id)) return unchanged;
	const from = spotOf(steps, step);
	if (!isSamePlace(from, spot)) return movedAway(steps, step, spot);
	const index = spot.index > from.index ? spot.index - 1 : spot.index;
	if (index === from.index) return unchanged;
	const order = siblings(steps, spot).filter((one) => one.id !== id);
	order.splice(index, 0, step);
	const moved = reordered(steps, order);
	const isReordered = isChain(siblings(steps, spot)) && !isSideBySide(steps, spot);
	return { steps: isReordered ? chained(moved, order) : moved, dropped: [] };
}

function movedAway(steps: Steps, step: FlowStep, spot: Spot): Change {
	const block = subtree(steps, step.id);
	const taken = takenOut(steps, step.id);
	const rest = taken.steps.filter((one) => !block.some((inside) => inside.id === one.id));
	const head = withoutHandler(waitingFor(step, []));
	return {
		steps: insert(rest, [head, ...block.filter((one) => one.id !== step.id)], spot),
		dropped: taken.dropped,
	};
}

/** The steps as if nobody waited for `id` any more; it is still among them. */
function takenOut(steps: Steps, id: string): Change {
	const step = find(steps, id) as FlowStep;
	const peers = siblingsOf(steps, id);
	const others = peers.filter((one) => one.id !== id);
	const freed = steps.map((one) => (handlerOf(one) === id ? withoutHandler(one) : one));
	const handled = [...peers]
		.filter((one) => handlerOf(one) === id)
		.map((one) => ({ from: one.id, to: id }));
	const mine = handlerOf(step);
	const handlers = mine ? [...handled, { from: id, to: mine }] : handled;
	if (isChain(peers)) return { steps: chained(freed, others), dropped: handlers };
	const bridged = freed.map((one) => (dependsOn(one).includes(id) ? bridgedOver(one, step) : one));
	return { steps: bridged, dropped: [...edgesOf(peers, id), ...handlers] };
}

function bridgedOver(step: FlowStep, gone: FlowStep): FlowStep {
	return waitingFor(
		step,
		dependsOn(step).flatMap((id) => (id === gone.id ? dependsOn(gone) : [id])),
	);
}

function edgesOf(peers: Steps, id: string): Edge[] {
	return peers.flatMap((to) =>
		dependsOn(to)
			.filter((from) => from === id || to.id === id)
			.map((from) => ({ from, to: to.id })),
	);
}

function withoutHandler(step: FlowStep): FlowStep {
	if (!handlerOf(step)) return step;
	const policy = step.on_error;
	if (policy?.action !== "retry") return without(step, "on_error");
	const kept = { ...policy, then: "fail" as const };
	delete kept.handler;
	return { ...step, on_error: kept };
}

/** A copy of a step and what stands in it, under new ids, just after it. */
export function duplicate(steps: Steps, id: string): { steps: FlowStep[]; id: string } {
	const block = subtree(steps, id);
	const taken = idsOf(steps);
	const names = new Map<string, string>();
	for (const step of block) {
		const name = newId(step.id.replace(/_\d+$/, ""), taken);
		taken.add(name);
		names.set(step.id, name);
	}
	const head = withoutHandler(find(steps, id) as FlowStep);
	const originals = [head, ...block.filter((step) => step.id !== id)];
	const copies = renamedIds(originals, names);
	return { steps: insert(steps, copies, spotAfter(steps, id)), id: names.get(id) as string };
}

/** Put a container around a step, in its place and order. */
export function wrap(steps: Steps, id: string, container: FlowStep, lane = ""): FlowStep[] {
	const step = find(steps, id);
	if (!step) return [...steps];
	const outside = waitingFor(
		{ ...container, ...location(placeOf(step)), ...handled(step) },
		dependsOn(step),
	);
	const inside = waitingFor({ ...withoutHandler(step), ...location({ parent: container.id, lane }) }, []);
	return steps.flatMap((one) => (one.id === id ? [outside, inside] : [pointed(one, id, container.id)]));
}

/** A handler is a sibling: it stays outside, and so does the policy that names it. */
function handled(step: FlowStep): Partial<FlowStep> {
	return handlerOf(step) ? { on_error: step.on_error } : {};
}

function pointed(step: FlowStep, from: string, to: string): FlowStep {
	const waits = dependsOn(step).includes(from)
		? waitingFor(
				step,
				dependsOn(step).map((id) => (id === from ? to : id)),
			)
		: step;
	return handlerOf(waits) === from && waits.on_error
		? { ...waits, on_error: { ...waits.on_error, handler: to } }
		: waits;
}

/** Let `to` wait for `from`. Null when they are no siblings, or it would go in circles. */
export function connect(steps: Steps, from: string, to: string): FlowStep[] | null {
	const step = find(steps, to);
	const isSibling = siblingsOf(steps, to).some((one) => one.id === from);
	if (!step || !isSibling || from === to) return null;
	const waits = [...dependsOn(step), from];
	const joined = steps.map((one) => (one.id === to ? waitingFor(one, waits) : one));
	return cycleAmong(siblingsOf(joined, to)) ? null : joined;
}

export function disconnect(steps: Steps, from: string, to: string): FlowStep[] {
	return steps.map((step) =>
		step.id === to
			? waitingFor(
					step,
					dependsOn(step).filter((id) => id !== from),
				)
			: step,
	);
}

function location({ parent, lane }: Place): Pick<FlowStep, "parent" | "lane"> {
	return { parent, lane };
}

/** Put a block before the sibling at the spot, else after the last one and all that stands in it, else after the parent. */
function spliced(steps: Steps, block: Steps, spot: Spot): FlowStep[] {
	const there = siblings(steps, spot);
	const next = there[spot.index];
	const all = [...steps];
	all.splice(next ? steps.indexOf(next) : endIn(steps, there.at(-1)?.id ?? spot.parent), 0, ...block);
	return all;
}

function endIn(steps: Steps, id: string | null): number {
	if (!id) return steps.length;
	return Math.max(...subtree(steps, id).map((step) => steps.indexOf(step))) + 1;
}

/** The same list with some siblings in another order: they share the places they had. */
function reordered(steps: Steps, order: Steps): FlowStep[] {
	const ids = new Set(order.map((step) => step.id));
	const next = order[Symbol.iterator]();
	return steps.map((step) => (ids.has(step.id) ? (next.next().value as FlowStep) : step));
}
