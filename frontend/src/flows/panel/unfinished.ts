/**
 * What was typed into a field and says nothing yet: an unfinished rule, a number that is none, a row that lacks its name.
 * The drawing keeps its last whole value; the text is kept here, by its place, until it is mended: it outlives its field
 * and counts as a problem.
 */

import { computed, inject, provide, reactive, type InjectionKey, type Ref } from "vue";
import type { Json, Problem } from "@/api/flowTypes";
import { find, type Steps } from "../model/steps";
import { useScope } from "./scope";

interface Draft {
	/** Null is the start. */
	step: string | null;
	path: string;
	text: string;
	message: string;
	/** The whole value it was typed over, as JSON: once that is another one, the text is about nothing. */
	over: string;
}

export type Unfinished = Map<string, Draft>;

const UNFINISHED: InjectionKey<Unfinished> = Symbol("unfinished");

export function provideUnfinished(): Unfinished {
	const drafts: Unfinished = reactive(new Map());
	provide(UNFINISHED, drafts);
	return drafts;
}

/** The draft of one field of a panel: what was typed, null when the field is whole. */
export function useUnfinished(
	path: () => string,
	value: () => Json | undefined,
	scope: Readonly<Ref<{ step: string | null }>> = useScope(),
) {
	const drafts = inject(UNFINISHED, (): Unfinished => reactive(new Map()), true);
	const key = computed(() => keyOf(scope.value.step, path()));
	const over = (): string => JSON.stringify(value() ?? null);
	const stale = drafts.get(key.value);
	if (stale && stale.over !== over()) drafts.delete(key.value);

	const text = computed(() => drafts.get(key.value)?.text ?? null);
	const message = computed(() => drafts.get(key.value)?.message ?? "");

	function keep(typed: string, why: string): void {
		const { step } = scope.value;
		drafts.set(key.value, { step, path: path(), text: typed, message: why, over: over() });
	}

	function forget(): void {
		drafts.delete(key.value);
	}
	return { text, message, keep, forget };
}

/** What is unfinished in the steps that are there, to be counted with the other problems. */
export function unfinishedProblems(drafts: Unfinished, steps: Steps): Problem[] {
	return [...drafts.values()]
		.filter(({ step }) => step === null || find(steps, step))
		.map(({ step, path, message }) => ({ step, path, message }));
}

/** A step that is called otherwise keeps what is unfinished in it. */
export function renameUnfinished(drafts: Unfinished, from: string, to: string): void {
	for (const [key, draft] of [...drafts]) {
		if (draft.step !== from) continue;
		drafts.delete(key);
		drafts.set(keyOf(to, draft.path), { ...draft, step: to });
	}
}

/** What was asked at a path is asked no more: another kind, a case that was removed. */
export function useForgetUnder(): (path: string) => void {
	const drafts = inject(UNFINISHED, (): Unfinished => reactive(new Map()), true);
	const scope = useScope();
	return (path) => {
		for (const [key, draft] of [...drafts])
			if (draft.step === scope.value.step && (draft.path === path || draft.path.startsWith(`${path}.`)))
				drafts.delete(key);
	};
}

function keyOf(step: string | null, path: string): string {
	return `${step ?? ""}:${path}`;
}
