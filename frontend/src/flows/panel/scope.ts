/** What the fields of a panel know of the place they stand at: its variables and their names, its problems. */

import { computed, inject, provide, type ComputedRef, type InjectionKey } from "vue";
import type { Catalogue, Problem, TemplateDraft, Variables } from "@/api/flowTypes";
import { knownGroups, namer, type Known, type KnownGroup, type NameOf } from "./known";

export interface Place {
	/** The step; null is the trigger. */
	step: string | null;
	template: TemplateDraft;
	catalogue: Catalogue;
	variables: Variables;
	problems: Problem[];
	readonly: boolean;
}

export interface Scope extends Omit<Place, "problems"> {
	groups: KnownGroup[];
	fields: ReadonlyMap<string, Known>;
	nameOf: NameOf;
	/** What is wrong at a path, and inside it. */
	problemsAt: (path: string) => string[];
}

const SCOPE: InjectionKey<ComputedRef<Scope>> = Symbol("scope");

export function provideScope(place: () => Place): ComputedRef<Scope> {
	const scope = computed(() => scopeOf(place()));
	provide(SCOPE, scope);
	return scope;
}

/** Throws outside a panel. */
export function useScope(): ComputedRef<Scope> {
	const scope = inject(SCOPE);
	if (!scope) throw new Error("This field stands in no panel");
	return scope;
}

export function scopeOf(place: Place): Scope {
	const { step, template, catalogue, variables, problems } = place;
	const { steps } = template.definition;
	const groups = knownGroups(steps, step, catalogue, variables, template.trigger_event);
	const own = problems.filter((problem) => problem.step === step);
	return {
		...place,
		groups,
		fields: new Map(groups.flatMap((group) => group.fields.map((field) => [field.path, field]))),
		nameOf: namer(groups, steps),
		problemsAt: (path) => own.filter((problem) => isAt(problem.path, path)).map(({ message }) => message),
	};
}

function isAt(path: string, place: string): boolean {
	return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}
