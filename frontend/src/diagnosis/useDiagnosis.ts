/** One device's diagnosis, kept current: the answer with its age, refreshes as they progress, tasks and their outcome. */

import { computed, onScopeDispose, ref, shallowRef } from "vue";
import { api } from "@/api";
import type { CustomerMessage, Diagnosis, Task, TaskAction } from "@/api/diagnosisTypes";
import type { ApiError } from "@/api/errors";
import { asApiError } from "@/api/useQuery";
import { __ } from "@/i18n/translate";
import { retryOnReturn } from "@/realtime/retryOnReturn";
import { linkState } from "@/realtime/socket";
import { watchDocument, type Room } from "@/realtime/watchDocument";
import { now } from "@/ui/clock";
import { isUnderWay, mergeAnswer, mergeMessage, mergeTask } from "./merge";

const POLL_ALONE_MS = 3000;
/** With a live connection a poll only catches what was said before we joined the room. */
const POLL_BESIDE_LIVE_MS = 8000;
/** The server gives a refresh 25 s; one without news for this long was lost. */
const LOST_AFTER_MS = 60_000;

export function useDiagnosis(equipment: string) {
	const diagnosis = shallowRef<Diagnosis | null>(null);
	const task = shallowRef<Task | null>(null);
	const error = shallowRef<ApiError | null>(null);
	const actionError = shallowRef<ApiError | null>(null);
	const asking = ref(false);
	const readAt = ref<number | null>(null);
	let lastNews = 0;
	let poll: ReturnType<typeof setTimeout> | undefined;

	const refreshing = computed(() => asking.value || isUnderWay(diagnosis.value?.refresh ?? null));
	const ageSeconds = computed(() => (readAt.value === null ? null : (now.value - readAt.value) / 1000));
	const room = computed<Room | null>(() => {
		const known = diagnosis.value?.equipment;
		return known ? { doctype: "Service Equipment", name: known.name } : null;
	});

	function show(next: Diagnosis): void {
		if (next.at !== diagnosis.value?.at) readAt.value = timeOfReading(next);
		diagnosis.value = next;
		lastNews = Date.now();
		watchOver();
	}

	/** While something runs, ask again in case its messages do not reach us; give up on a refresh that was lost. */
	function watchOver(): void {
		clearTimeout(poll);
		const isActing = task.value !== null && !task.value.ended;
		if (!isActing && !isUnderWay(diagnosis.value?.refresh ?? null)) return;
		const pause = linkState.value === "live" ? POLL_BESIDE_LIVE_MS : POLL_ALONE_MS;
		poll = setTimeout(() => void askAgain(), pause);
	}

	async function askAgain(): Promise<void> {
		const stepBefore = stepOf(diagnosis.value);
		const newsBefore = lastNews;
		await load();
		if (stepOf(diagnosis.value) === stepBefore) lastNews = newsBefore;
		if (Date.now() - lastNews > LOST_AFTER_MS) giveUp();
		watchOver();
	}

	function giveUp(): void {
		const known = diagnosis.value;
		if (!known?.refresh || !isUnderWay(known.refresh)) return;
		const message = __("No news of this refresh for a minute. Try again.");
		diagnosis.value = { ...known, refresh: { ...known.refresh, state: "failed", message } };
	}

	async function load(): Promise<void> {
		try {
			const answer = await api.diagnose(equipment, false);
			if (answer.task) takeTask(answer.task);
			show(mergeAnswer(diagnosis.value, answer));
			error.value = null;
		} catch (failure) {
			error.value = asApiError(failure);
		}
	}

	/** Ask the modem; what is known stays on screen meanwhile. */
	async function refresh(): Promise<void> {
		if (refreshing.value) return;
		asking.value = true;
		actionError.value = null;
		try {
			show(mergeAnswer(diagnosis.value, await api.diagnose(equipment, true)));
		} catch (failure) {
			actionError.value = asApiError(failure);
		}
		asking.value = false;
	}

	async function act(action: TaskAction): Promise<void> {
		actionError.value = null;
		task.value = null;
		try {
			const queued = await api.task(equipment, action);
			// Live news of this task may have come before the answer to our own call.
			task.value ??= queued;
			watchOver();
		} catch (failure) {
			actionError.value = asApiError(failure);
		}
	}

	function take(message: CustomerMessage): void {
		if (message.equipment !== equipment) return;
		if (message.kind === "task") return takeTask(message);
		if (message.kind === "device") return;
		const next = diagnosis.value && mergeMessage(diagnosis.value, message);
		if (next) show(next);
	}

	function takeTask(news: Task): void {
		task.value = mergeTask(task.value, news);
	}

	watchDocument(() => room.value, { message: take, missed: () => void load() });
	retryOnReturn(error, load);
	// What was asked of the modem without a network is not done later by itself: only the complaint goes.
	retryOnReturn(actionError, () => (actionError.value = null));
	onScopeDispose(() => clearTimeout(poll));
	void load();

	return { diagnosis, error, actionError, task, refreshing, ageSeconds, load, refresh, act };
}

function stepOf(diagnosis: Diagnosis | null): string {
	const refresh = diagnosis?.refresh;
	return refresh ? `${refresh.id}/${refresh.state}/${refresh.step}` : "";
}

/** The server's age is preferred to its time: the two clocks may disagree. */
function timeOfReading(diagnosis: Diagnosis): number | null {
	if (diagnosis.age_s !== null) return Date.now() - diagnosis.age_s * 1000;
	return diagnosis.at ? Date.parse(diagnosis.at) : null;
}
