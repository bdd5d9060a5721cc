/** How long what was asked of a device matters: when its line leaves the panel, and while the modem restarts. */

import { computed, ref, type Ref } from "vue";
import type { Diagnosis, Task, TaskAction } from "@/api/diagnosisTypes";
import { now } from "@/ui/clock";

type Reading = Pick<Diagnosis, "at" | "refresh">;

const TOLD_FOR_MS = 5 * 60_000;
/** How long a modem takes to come back; the server refuses to restart it again meanwhile. */
const BACK_AFTER_MS: Record<TaskAction, number> = {
	refresh: 0,
	reboot: 3 * 60_000,
	factory_reset: 5 * 60_000,
};

/** What the panel says of `task`: its line (`told`) and whether the modem restarts; `dismiss` takes the line away. */
export function useTaskLife(task: Ref<Task | null>, diagnosis: Ref<Diagnosis | null>) {
	const dismissed = ref<string | null>(null);
	const told = computed(() => {
		const known = task.value;
		if (!known || known.id === dismissed.value) return null;
		return isTold(known, diagnosis.value, now.value) ? known : null;
	});
	return {
		told,
		mayNotRestart: computed(() => hasJustRestarted(task.value, now.value)),
		restarting: computed(() => isRestarting(task.value, diagnosis.value, now.value)),
		dismiss: () => (dismissed.value = task.value?.id ?? null),
	};
}

/** Whether the panel still tells of this task: it runs, or its end is recent and nothing was read since. */
export function isTold(task: Task, reading: Reading | null, time: number): boolean {
	return !task.ended || (age(task, time) < TOLD_FOR_MS && !wasReadSince(task, reading));
}

/** Whether the modem was told to restart so lately that the server refuses to tell it again. */
export function hasJustRestarted(task: Task | null, time: number): boolean {
	return task?.state === "done" && age(task, time) < BACK_AFTER_MS[task.action];
}

/** Whether the modem is on its way down or up: it was just told to restart, and has not answered since. */
export function isRestarting(task: Task | null, reading: Reading | null, time: number): boolean {
	return task !== null && hasJustRestarted(task, time) && !wasReadSince(task, reading);
}

/** The server forgets a refresh after a while, so the time of what it read counts too. */
function wasReadSince(task: Task, reading: Reading | null): boolean {
	const refreshed = reading?.refresh?.state === "done" ? reading.refresh.started_at : null;
	return [refreshed, reading?.at].some((time) => time && task.at && Date.parse(time) > Date.parse(task.at));
}

function age(task: Task, time: number): number {
	return task.at ? time - Date.parse(task.at) : 0;
}
