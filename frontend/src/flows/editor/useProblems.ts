/** What is wrong with the drawing: the plain faults at once, those only the server sees once the drawing rests. */

import { computed, onScopeDispose, shallowRef, watch } from "vue";
import { flows } from "@/api/flows";
import type { Catalogue, Problem } from "@/api/flowTypes";
import { check, merged } from "../model/checks";
import { unfinishedProblems, type Unfinished } from "../panel/unfinished";
import type { OpenTemplate } from "./useTemplate";

const PAUSE_MS = 500;

export function useProblems(
	template: OpenTemplate,
	catalogue: () => Catalogue | null,
	unfinished: Unfinished,
) {
	const fromServer = shallowRef<Problem[]>([]);
	let timer = 0;
	let asking: AbortController | null = null;

	const problems = computed<Problem[]>(() => {
		const known = catalogue();
		if (!known || !template.isReady.value) return [];
		const { value: steps } = template.steps;
		const here = merged(unfinishedProblems(unfinished, steps), check(steps, known), steps);
		return merged(here, fromServer.value, steps);
	});

	/** Ask the server; what it answers about an earlier drawing is dropped, and no answer changes nothing. */
	async function ask(): Promise<void> {
		asking?.abort();
		const mine = (asking = new AbortController());
		const answer = await flows.validate(template.draft.value, { signal: mine.signal }).catch(() => null);
		if (answer && asking === mine) fromServer.value = answer.problems;
	}

	watch(template.draft, () => {
		clearTimeout(timer);
		timer = window.setTimeout(() => void ask(), PAUSE_MS);
	});
	watch(template.isReady, () => (fromServer.value = template.known.value?.problems ?? []), {
		immediate: true,
	});
	onScopeDispose(() => {
		clearTimeout(timer);
		asking?.abort();
	});
	return { problems, ask };
}
