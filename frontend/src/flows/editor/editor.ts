/** One open editor: the template, its saving and problems, what is selected and shown beside it. */

import { computed, inject, provide, ref, shallowRef, type InjectionKey } from "vue";
import { flows } from "@/api/flows";
import type { FlowStep, Highlights } from "@/api/flowTypes";
import { useQuery } from "@/api/useQuery";
import { __ } from "@/i18n/translate";
import { rename as renamed } from "../model/rename";
import { START } from "../model/rows";
import { find, labelOf } from "../model/steps";
import { update as updated } from "../model/update";
import { provideUnfinished, renameUnfinished } from "../panel/unfinished";
import { announce } from "./announcer";
import { useActions } from "./useActions";
import { useAutosave } from "./useAutosave";
import { useProblems } from "./useProblems";
import { useTemplate } from "./useTemplate";

export type Side = "step" | "start" | "simulate";
export type View = "tree" | "graph";

export type Editor = ReturnType<typeof openEditor>;

const EDITOR: InjectionKey<Editor> = Symbol("editor");
const FRESH_MS = 10 * 60_000;

/** Open a template by its name, null for a new one, for all components below. */
export function provideEditor(name: string | null): Editor {
	const editor = openEditor(name);
	provide(EDITOR, editor);
	return editor;
}

export function useEditor(): Editor {
	const editor = inject(EDITOR);
	if (!editor) throw new Error("This belongs into a FlowEditor");
	return editor;
}

function openEditor(name: string | null) {
	const template = useTemplate(name);
	const catalogue = useQuery(
		() => "flows/catalogue",
		(signal) => flows.catalogue({ signal }),
		FRESH_MS,
	);
	const about = computed(() => (template.isReady.value && template.draft.value.applies_to) || null);
	const variables = useQuery(
		() => about.value && `flows/variables/${about.value}`,
		(signal) => flows.variables(about.value ?? "", { signal }),
		FRESH_MS,
	);
	const autosave = useAutosave(template);
	const unfinished = provideUnfinished();
	const { problems } = useProblems(template, () => catalogue.data.value, unfinished);

	const selected = ref<string | null>(START);
	const side = ref<Side>("start");
	const view = ref<View>("tree");
	/** The way a simulation took; it lights up while the simulation is in sight. */
	const tried = shallowRef<Highlights | null>(null);
	const highlight = computed(() => (side.value === "simulate" ? tried.value : null));
	const { act } = useActions(template, () => catalogue.data.value, select);

	/** The step the side panel is about: of a case, its branch. */
	const step = computed(() => find(template.steps.value, selected.value?.split("/")[0]) ?? null);

	/** A simulation stays in sight while its steps are walked. */
	function select(key: string | null): void {
		selected.value = key ?? START;
		if (side.value !== "simulate") side.value = selected.value === START ? "start" : "step";
	}

	function open(key: string): void {
		selected.value = key;
		side.value = key === START ? "start" : "step";
	}

	/** What is typed into one field in one go is one change. */
	function update(id: string, changes: Partial<FlowStep>): void {
		const words = __("Change “{0}”", [labelOf(template.steps.value, id)]);
		const key = `${id}:${Object.keys(changes).sort().join()}`;
		template.changeSteps(updated(template.steps.value, id, changes), words, key);
	}

	function rename(from: string, to: string): void {
		const next = renamed(template.steps.value, from, to);
		if (!find(next, to)) return;
		template.changeSteps(next, __("Rename “{0}” to “{1}”", [from, to]));
		renameUnfinished(unfinished, from, to);
		selected.value = to;
	}

	function undo(): void {
		const words = template.undo();
		if (words) tell(__("Undone: {0}", [words]));
	}

	function redo(): void {
		const words = template.redo();
		if (words) tell(__("Done again: {0}", [words]));
	}

	function tell(words: string): void {
		announce(words);
		if (!step.value) select(START);
	}

	return {
		template,
		catalogue,
		variables,
		autosave,
		problems,
		selected,
		side,
		view,
		tried,
		highlight,
		step,
		act,
		select,
		open,
		update,
		rename,
		undo,
		redo,
	};
}
