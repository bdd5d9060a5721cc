/** One run, followed while it moves, and what can be done with it. */

import { ref } from "vue";
import { flowRuns } from "@/api/flows";
import type { FlowRun } from "@/api/flowTypes";
import { asApiError, useQuery } from "@/api/useQuery";
import { followSignals } from "@/realtime/followSignals";
import { toast } from "@/ui/toasts";

export function useRun(name: string) {
	const { data, error, reload } = useQuery(
		() => `flow-run/${name}`,
		(signal) => flowRuns.run(name, { signal }),
	);
	const acting = ref(false);
	followSignals("flow_run", () => name, reload);

	/** Do something with the run: its answer is shown, a refusal is said. */
	async function act(doing: () => Promise<FlowRun>, outcome: string): Promise<void> {
		acting.value = true;
		try {
			data.value = await doing();
			toast(outcome, "good");
		} catch (failure) {
			toast(asApiError(failure).message, "bad");
			void reload();
		}
		acting.value = false;
	}
	return { run: data, error, reload, acting, act };
}
