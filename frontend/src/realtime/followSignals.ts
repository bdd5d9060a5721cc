/** Keeping what is shown up to date: ask again when a topic says so, after a lost connection, and alone without one. */

import { onScopeDispose } from "vue";
import { coalesce } from "./coalesce";
import { linkState } from "./socket";
import type { Signal, Topic } from "./topics";
import { watchTopic } from "./watchTopic";

const PAUSE_MS = 400;
const POLL_ALONE_MS = 15_000;

/**
 * Call `catchUp` for every burst of signals of `topic`; `name` is the record followed, "" for a whole doctype. A
 * doctype that never rests is asked about again after `pauseMs` only.
 */
export function followSignals(
	topic: Topic,
	name: () => string | null,
	catchUp: () => Promise<unknown>,
	pauseMs = PAUSE_MS,
): void {
	const { signal, stop } = coalesce(catchUp, pauseMs);

	watchTopic<Signal>(topic, () => placeOf(topic, name()), {
		message: (message) => {
			if (!name() || message.name === name()) signal();
		},
		missed: signal,
	});
	const poll = setInterval(() => {
		if (linkState.value === "reconnecting" && !document.hidden) signal();
	}, POLL_ALONE_MS);
	onScopeDispose(() => {
		clearInterval(poll);
		stop();
	});
}

function placeOf(topic: Topic, name: string | null) {
	return name === null ? null : { topic, name };
}
