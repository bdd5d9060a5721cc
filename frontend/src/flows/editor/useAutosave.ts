/** Keeps the draft on the server a moment after each change, and stops when somebody else saved it meanwhile. */

import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import type { ApiError } from "@/api/errors";
import { flows } from "@/api/flows";
import type { FlowTemplate } from "@/api/flowTypes";
import { asApiError } from "@/api/useQuery";
import { __ } from "@/i18n/translate";
import { retryOnReturn } from "@/realtime/retryOnReturn";
import type { OpenTemplate } from "./useTemplate";

const PAUSE_MS = 1000;
const CONFLICT = 409;

export type SaveState = "saved" | "waiting" | "saving" | "failed" | "conflict";

export type Autosave = ReturnType<typeof useAutosave>;

export function useAutosave(template: OpenTemplate) {
	const savedRevision = ref(template.revision.value);
	const savedAt = ref<string | null>(null);
	const error = shallowRef<ApiError | null>(null);
	/** What the other one saved, once there is a conflict. */
	const theirs = shallowRef<FlowTemplate | null>(null);
	const conflict = ref<string | null>(null);
	const running = shallowRef<Promise<void> | null>(null);
	let timer = 0;

	const isUnsaved = computed(() => template.revision.value !== savedRevision.value);
	const isWanted = computed(() => isUnsaved.value && !conflict.value && !template.isReadonly.value);
	const state = computed<SaveState>(() => {
		if (conflict.value) return "conflict";
		if (running.value) return "saving";
		if (error.value && isUnsaved.value) return "failed";
		return isUnsaved.value ? "waiting" : "saved";
	});

	/** Save now, also what is drawn meanwhile. Resolves true when all is saved. */
	async function flush(): Promise<boolean> {
		do await saveOnce();
		while (isWanted.value && !error.value);
		return !isUnsaved.value;
	}

	function saveOnce(): Promise<void> {
		clearTimeout(timer);
		return alone(async () => {
			if (isWanted.value) await save();
		});
	}

	/** Publish it, switch it on…: once all is saved. Throws what hinders it. */
	async function after(change: (modified: string) => Promise<FlowTemplate>): Promise<void> {
		if (!(await flush())) throw error.value ?? new Error(__("The draft is not saved"));
		await alone(async () => template.learn(await change(template.known.value?.modified ?? "")));
	}

	/** One call at a time: each names the `modified` that the one before it answered with. */
	async function alone(call: () => Promise<void>): Promise<void> {
		while (running.value) await running.value;
		const mine = call();
		running.value = mine.catch(() => undefined);
		try {
			await mine;
		} finally {
			running.value = null;
		}
	}

	async function save(): Promise<void> {
		const revision = template.revision.value;
		try {
			const answer = await flows.save(template.draft.value, template.known.value?.modified ?? "");
			template.learn(answer);
			savedRevision.value = revision;
			savedAt.value = new Date().toISOString();
			error.value = null;
		} catch (failure) {
			error.value = asApiError(failure);
			if (error.value.status === CONFLICT) await meet(error.value.message);
		}
	}

	async function meet(message: string): Promise<void> {
		conflict.value = message;
		theirs.value = await flows.template(template.name.value).catch(() => null);
	}

	/** Somebody else's draft replaces this one; undo brings this one back. */
	async function takeTheirs(): Promise<void> {
		const other = theirs.value ?? (await flows.template(template.name.value));
		template.adopt(other, __("Take the other draft"));
		savedRevision.value = template.revision.value;
		settle();
	}

	/** This draft replaces what somebody else saved. */
	async function keepMine(): Promise<void> {
		template.learn(theirs.value ?? (await flows.template(template.name.value)));
		settle();
		await flush();
	}

	function settle(): void {
		conflict.value = null;
		theirs.value = null;
		error.value = null;
	}

	watch(template.revision, () => {
		clearTimeout(timer);
		timer = window.setTimeout(() => void saveOnce(), PAUSE_MS);
	});
	retryOnReturn(error, async () => void (await flush()));

	function warn(event: BeforeUnloadEvent): void {
		if (isUnsaved.value) event.preventDefault();
	}
	window.addEventListener("beforeunload", warn);
	onScopeDispose(() => {
		clearTimeout(timer);
		// The page goes without asking (another language): what was just drawn is kept.
		if (state.value === "waiting" || state.value === "saving") void flush();
		window.removeEventListener("beforeunload", warn);
	});
	return { state, savedAt, error, conflict, theirs, isUnsaved, flush, after, takeTheirs, keepMine };
}
