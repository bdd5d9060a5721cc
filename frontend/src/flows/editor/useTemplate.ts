/** The template that is open: what it was read as, what is drawn now, and how that came about (undo, redo). */

import { computed, ref, shallowRef } from "vue";
import { ApiError } from "@/api/errors";
import { flows } from "@/api/flows";
import type { FlowStep, FlowTemplate, TemplateDraft } from "@/api/flowTypes";
import { asApiError } from "@/api/useQuery";
import { __ } from "@/i18n/translate";
import { began, changed, redone, undone } from "../model/history";

export type OpenTemplate = ReturnType<typeof useTemplate>;

/** Open a template by its name; without one, a new drawing begins. */
export function useTemplate(opened: string | null) {
	const name = ref(opened ?? "");
	const known = shallowRef<FlowTemplate | null>(null);
	const error = shallowRef<ApiError | null>(null);
	const history = shallowRef(began(blank(opened ? "" : __("New flow"))));
	const isReady = ref(!opened);
	/** Every change of the drawing, also undo: what is saved is compared with it. */
	const revision = ref(0);

	const draft = computed<TemplateDraft>(() => ({ ...history.value.present, name: name.value }));
	const steps = computed(() => draft.value.definition.steps);

	async function load(): Promise<void> {
		if (!opened) return;
		error.value = null;
		try {
			begin(await flows.template(opened));
		} catch (failure) {
			error.value = asApiError(failure);
		}
	}

	/** Show a template as it was read; what was drawn before is forgotten. */
	function begin(template: FlowTemplate): void {
		learn(template);
		history.value = began(draftOf(template));
		isReady.value = true;
	}

	/** Take over all of a template as one change, which can be undone. */
	function adopt(template: FlowTemplate, words: string): void {
		learn(template);
		history.value = changed(history.value, draftOf(template), words);
	}

	/** Know what the server knows of it, and leave what is drawn. */
	function learn(template: FlowTemplate): void {
		known.value = template;
		name.value = template.name;
	}

	function change(changes: Partial<TemplateDraft>, words: string, key = ""): void {
		history.value = changed(history.value, { ...history.value.present, ...changes }, words, key);
		revision.value += 1;
	}

	function changeSteps(next: FlowStep[], words: string, key = ""): void {
		change({ definition: { ...draft.value.definition, steps: next } }, words, key);
	}

	/** Each returns what was undone or done again, in words; null when there is nothing. */
	function undo(): string | null {
		const last = history.value.past.at(-1);
		history.value = undone(history.value);
		if (last) revision.value += 1;
		return last?.words ?? null;
	}

	function redo(): string | null {
		const next = history.value.future[0];
		history.value = redone(history.value);
		if (next) revision.value += 1;
		return next?.words ?? null;
	}

	const canUndo = computed(() => history.value.past.length > 0);
	const canRedo = computed(() => history.value.future.length > 0);
	/** Until it is there, what is drawn would be drawn on nothing. */
	const isReadonly = computed(() => !isReady.value || known.value?.can_write === false);

	void load();
	return {
		name,
		known,
		error,
		isReady,
		isReadonly,
		revision,
		draft,
		steps,
		canUndo,
		canRedo,
		load,
		begin,
		adopt,
		learn,
		change,
		changeSteps,
		undo,
		redo,
	};
}

function blank(title: string): TemplateDraft {
	return {
		name: "",
		title,
		description: null,
		applies_to: "Customer",
		trigger_event: "manual",
		trigger_condition: null,
		schedule: null,
		schedule_filters: null,
		allow_several: false,
		definition: { steps: [] },
	};
}

function draftOf(template: FlowTemplate): TemplateDraft {
	const { name, title, description, applies_to, trigger_event, trigger_condition } = template;
	const { schedule, schedule_filters, allow_several, definition } = template;
	return {
		name,
		title,
		description,
		applies_to,
		trigger_event,
		trigger_condition,
		schedule,
		schedule_filters,
		allow_several,
		definition,
	};
}
