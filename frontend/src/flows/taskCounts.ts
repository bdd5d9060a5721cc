/** How many tasks wait for me and for everybody: beside the flows' place in the menu and on their tabs. */

import { ref } from "vue";
import { flowTasks } from "@/api/flows";
import type { TaskCounts } from "@/api/flowTypes";
import { followSignals } from "@/realtime/followSignals";

export const taskCounts = ref<TaskCounts | null>(null);

/** A task appears and goes with a step of its run; runs move all the time. */
const PAUSE_MS = 10_000;

/** Keep the counts current while the calling component lives. */
export function followTaskCounts(): void {
	const ask = async () => (taskCounts.value = (await flowTasks.tasks("mine")).counts);
	followSignals("flow_runs", () => "", ask, PAUSE_MS);
	void ask().catch(() => undefined);
}
