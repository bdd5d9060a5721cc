/** When a session ends under an open page: calls wait here until the user has signed in again. */

import { ref } from "vue";
import { onSessionEnd } from "@/api/client";

interface Waiting {
	resume: () => void;
	giveUp: (reason: Error) => void;
}

const waiting: Waiting[] = [];

export const sessionHasEnded = ref(false);

onSessionEnd(
	() =>
		new Promise((resume, giveUp) => {
			waiting.push({ resume, giveUp });
			sessionHasEnded.value = true;
		}),
);

/** The session is back: let the waiting calls try again. */
export function resumeCalls(): void {
	sessionHasEnded.value = false;
	for (const call of waiting.splice(0)) call.resume();
}
