/** The flows, by what is typed, and what is done with them as a whole. */

import { computed, ref, watch } from "vue";
import { useRouter } from "vue-router";
import { flows } from "@/api/flows";
import type { FlowTemplate, TemplateRow } from "@/api/flowTypes";
import { asApiError, useQuery } from "@/api/useQuery";
import { __ } from "@/i18n/translate";
import { followSignals } from "@/realtime/followSignals";
import { toast } from "@/ui/toasts";
import { mayDraw } from "../mayDraw";
import { download, fileName } from "./files";

const PAUSE_MS = 150;
/** How many runs are alive changes all day. */
const SIGNAL_PAUSE_MS = 10_000;

export function useTemplates() {
	const router = useRouter();
	const typed = ref("");
	const asked = ref("");
	const copying = ref<string | null>(null);
	let timer: ReturnType<typeof setTimeout> | undefined;
	watch(typed, (text) => {
		clearTimeout(timer);
		timer = setTimeout(() => (asked.value = text.trim()), PAUSE_MS);
	});

	const { data, error, loading, reload } = useQuery(
		() => `flows/templates/${asked.value}`,
		(signal) => flows.templates(asked.value, { signal }),
	);
	followSignals("flow_runs", () => "", reload, SIGNAL_PAUSE_MS);

	const rows = computed(() => data.value?.rows ?? []);

	/** Do something, say a refusal, and look again. Returns what was answered, null when it was refused. */
	async function act<T>(doing: Promise<T>, outcome: string): Promise<T | null> {
		try {
			const answer = await doing;
			if (outcome) toast(outcome, "good");
			void reload();
			return answer;
		} catch (failure) {
			toast(asApiError(failure).message, "bad");
			return null;
		}
	}

	function open(template: FlowTemplate | null): void {
		if (template) void router.push({ name: "flow", params: { template: template.name } });
	}

	/** One copy at a time: a double click makes one. */
	async function duplicate(row: TemplateRow): Promise<void> {
		if (copying.value) return;
		copying.value = row.name;
		open(await act(flows.duplicate(row.name), __("A copy of “{0}” is open", [row.title])));
		copying.value = null;
	}

	async function restore(row: TemplateRow): Promise<void> {
		await act(flows.restoreSystem(row.name), __("“{0}” is as it was delivered", [row.title]));
	}

	function setEnabled(row: TemplateRow, enabled: boolean): Promise<unknown> {
		const outcome = enabled ? __("Switched on: {0}", [row.title]) : __("Switched off: {0}", [row.title]);
		return act(flows.setEnabled(row.name, enabled), outcome);
	}

	function remove(row: TemplateRow): Promise<unknown> {
		return act(flows.delete(row.name), __("Deleted: {0}", [row.title]));
	}

	async function exportFile(row: TemplateRow): Promise<void> {
		const content = await act(flows.exportTemplate(row.name), "");
		if (content) download(fileName(row.title), content);
	}

	return {
		typed,
		asked,
		rows,
		copying,
		error,
		loading,
		reload,
		mayDraw: computed(mayDraw),
		open,
		duplicate,
		restore,
		setEnabled,
		remove,
		exportFile,
	};
}

export type Templates = ReturnType<typeof useTemplates>;
