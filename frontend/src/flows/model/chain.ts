/** Order among siblings: a simple chain (each step after the one above it) is kept one, anything else is left as drawn. */

import type { FlowStep } from "@/api/flowTypes";
import { dependsOn, find, without, type Place, type Steps } from "./steps";

/** The sibling that takes over when a step fails. */
export function handlerOf(step: FlowStep): string | null {
	const { action, then, handler } = step.on_error ?? {};
	const isHandled = action === "handler" || (action === "retry" && then === "handler");
	return isHandled ? (handler ?? null) : null;
}

export function handlersAmong(siblings: Steps): Set<string> {
	return new Set(siblings.map(handlerOf).filter((id) => id !== null));
}

/** The steps that run in the ordinary course: those that only answer a failure stand outside the order. */
export function ordinary(siblings: Steps): FlowStep[] {
	const handlers = handlersAmong(siblings);
	return siblings.filter((step) => !handlers.has(step.id));
}

/** Whether each step waits for just the one above it. */
export function isChain(siblings: Steps): boolean {
	return ordinary(siblings).every((step, index, all) => {
		const before = all[index - 1];
		const waits = dependsOn(step);
		return before ? waits.length === 1 && waits[0] === before.id : waits.length === 0;
	});
}

/** What is put into this list runs beside the others there: steps of a parallel that name no lane. */
export function isSideBySide(steps: Steps, place: Place): boolean {
	return place.lane === "" && find(steps, place.parent)?.kind === "parallel";
}

/** The same steps, each waiting for the one before it in `order`; handlers wait for what they waited for. */
export function chained(steps: Steps, order: Steps): FlowStep[] {
	const flow = ordinary(order).map((step) => step.id);
	return steps.map((step) => {
		const index = flow.indexOf(step.id);
		return index === -1 ? step : waitingFor(step, index ? [flow[index - 1] as string] : []);
	});
}

/** A step with what it waits for; nothing to wait for leaves no trace in the definition. */
export function waitingFor(step: FlowStep, ids: readonly string[]): FlowStep {
	if (!ids.length) return without(step, "depends_on");
	return { ...step, depends_on: [...new Set(ids)] };
}

/** The first way back to where it began, as ids ("a", "b", "a"); null when the siblings can be put in an order. */
export function cycleAmong(siblings: Steps): string[] | null {
	const done = new Set<string>();
	for (const start of siblings) {
		const found = cycleFrom(siblings, start.id, [], done);
		if (found) return found;
	}
	return null;
}

function cycleFrom(siblings: Steps, id: string, path: string[], done: Set<string>): string[] | null {
	const place = path.indexOf(id);
	if (place !== -1) return [...path.slice(place), id];
	const step = find(siblings, id);
	if (!step || done.has(id)) return null;
	for (const before of dependsOn(step)) {
		const found = cycleFrom(siblings, before, [...path, id], done);
		if (found) return found;
	}
	done.add(id);
	return null;
}
