/** Carries out what was done by hand: the change, its words for undo and screen readers, and what got lost by it. */

import type { Catalogue, FlowStep } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { toast, type ToastAction } from "@/ui/toasts";
import { connect, disconnect, duplicate, insert, move, remove, wrap, type Edge } from "../model/edit";
import { find, labelOf, lanesOf, newStep, siblings, subtree } from "../model/steps";
import type { Action } from "./actions";
import { announce } from "./announcer";
import type { OpenTemplate } from "./useTemplate";

type Of<K extends Action["do"]> = Extract<Action, { do: K }>;

/** `select` puts a step before the user: the one that was made or moved. */
export function useActions(
	template: OpenTemplate,
	catalogue: () => Catalogue | null,
	select: (key: string | null) => void,
) {
	const steps = (): FlowStep[] => template.steps.value;

	const DONE: { [K in Action["do"]]: (action: Of<K>) => void } = {
		add({ kind, at }) {
			const made = make(kind);
			if (!made) return;
			template.changeSteps(insert(steps(), [made], at), __("Add “{0}”", [made.label]));
			select(made.id);
			announce(__("{0} was added {1}", [made.label, whereIs(made.id)]));
		},
		move({ step, to }) {
			const label = labelOf(steps(), step);
			const { steps: moved, dropped } = move(steps(), step, to);
			if (moved.every((one, index) => one === steps()[index])) return;
			template.changeSteps(moved, __("Move “{0}”", [label]));
			select(step);
			announce(__("{0} was moved {1}", [label, whereIs(step)]));
			tellLost(dropped);
		},
		remove({ step }) {
			const label = labelOf(steps(), step);
			const count = subtree(steps(), step).length;
			const next = neighbour(step);
			template.changeSteps(remove(steps(), step).steps, __("Remove “{0}”", [label]));
			select(next);
			toast(removedWords(label, count - 1), "plain", undoNow());
		},
		duplicate({ step }) {
			const copy = duplicate(steps(), step);
			template.changeSteps(copy.steps, __("Duplicate “{0}”", [labelOf(steps(), step)]));
			select(copy.id);
			announce(__("{0} was copied {1}", [labelOf(steps(), copy.id), whereIs(copy.id)]));
		},
		wrap({ step, in: container }) {
			const made = make(container);
			if (!made) return;
			const lane = lanesOf(steps(), made)[0]?.lane;
			template.changeSteps(
				wrap(steps(), step, made, lane),
				__("Put “{0}” in a group", [labelOf(steps(), step)]),
			);
			select(made.id);
		},
		connect({ from, to }) {
			const joined = connect(steps(), from, to);
			const words = [labelOf(steps(), to), labelOf(steps(), from)];
			if (!joined)
				return toast(
					__(
						"“{0}” cannot wait for “{1}”: it would go in circles, or they are not in the same group.",
						words,
					),
					"marginal",
				);
			template.changeSteps(joined, __("Let “{0}” wait for “{1}”", words));
		},
		disconnect({ from, to }) {
			const words = [labelOf(steps(), to), labelOf(steps(), from)];
			template.changeSteps(disconnect(steps(), from, to), __("“{0}” no longer waits for “{1}”", words));
		},
	};

	function act(action: Action): void {
		if (template.isReadonly.value) return;
		(DONE[action.do] as (action: Action) => void)(action);
	}

	function make(kind: string): FlowStep | null {
		const info = catalogue()?.kinds.find(({ name }) => name === kind);
		return info ? newStep(steps(), info) : null;
	}

	/** "after Wait in Group", for ears. */
	function whereIs(id: string): string {
		const step = find(steps(), id);
		if (!step) return "";
		const list = siblings(steps(), { parent: step.parent ?? null, lane: step.lane ?? "" });
		const above = list[list.indexOf(step) - 1];
		const place = above ? __("after {0}", [above.label || above.id]) : __("to the beginning");
		return step.parent ? __("{0}, in {1}", [place, labelOf(steps(), step.parent)]) : place;
	}

	function neighbour(id: string): string | null {
		const step = find(steps(), id) as FlowStep;
		const list = siblings(steps(), { parent: step.parent ?? null, lane: step.lane ?? "" });
		const index = list.indexOf(step);
		return (list[index + 1] ?? list[index - 1])?.id ?? step.parent ?? null;
	}

	function tellLost(dropped: readonly Edge[]): void {
		if (!dropped.length) return;
		const edges = dropped.map(({ from, to }) => `${labelOf(steps(), from)} → ${labelOf(steps(), to)}`);
		const words = __("A step waits only for steps beside it. No longer joined: {0}", [edges.join(", ")]);
		toast(words, "marginal", undoNow());
	}

	/** Undo just what was done now: once something else was done, the news of it undoes nothing. */
	function undoNow(): ToastAction {
		const { value: revision } = template.revision;
		const run = (): unknown =>
			template.revision.value === revision
				? template.undo()
				: toast(__("Something else was done since: undo goes through it step by step"));
		return { label: __("Undo"), run };
	}
	return { act };
}

function removedWords(label: string, inside: number): string {
	if (!inside) return __("“{0}” was removed", [label]);
	if (inside === 1) return __("“{0}” and the step in it were removed", [label]);
	return __("“{0}” and the {1} steps in it were removed", [label, inside]);
}
