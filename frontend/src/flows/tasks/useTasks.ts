/** What flows ask of people, by whom it is for; kept current as runs move. */

import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";
import { flowTasks } from "@/api/flows";
import type { TaskRow, TaskView } from "@/api/flowTypes";
import { followSignals } from "@/realtime/followSignals";
import { taskCounts } from "../taskCounts";
import { usePages } from "../usePages";

export const TASK_VIEWS: TaskView[] = ["mine", "open", "done"];

const PAUSE_MS = 2500;

export function useTasks() {
	const route = useRoute();
	const router = useRouter();
	/** Stands in the address. */
	const view = computed<TaskView>({
		get: () => TASK_VIEWS.find((one) => one === route.query.view) ?? "mine",
		set: (next) => void router.replace({ query: next === "mine" ? {} : { view: next } }),
	});
	const pages = usePages<TaskRow>(
		() => view.value,
		async (start, _length, signal) => {
			const answer = await flowTasks.tasks(view.value, start, { signal });
			taskCounts.value = answer.counts;
			return answer;
		},
	);
	followSignals("flow_runs", () => "", pages.catchUp, PAUSE_MS);
	return { view, ...pages };
}

export type Tasks = ReturnType<typeof useTasks>;
