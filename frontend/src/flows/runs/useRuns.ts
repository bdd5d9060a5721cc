/** The runs of flows, newest first, by a filter that stands in the address; kept current while they move. */

import { computed, reactive, watch } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import { flowRuns } from "@/api/flows";
import type { RunRow, RunStatus } from "@/api/flowTypes";
import { followSignals } from "@/realtime/followSignals";
import { usePages } from "../usePages";
import { RUN_STATUSES } from "./status";

export interface RunFilter {
	status: RunStatus | "";
	template: string;
	/** The record the runs are about, or with "Customer" all that concern one. */
	doctype: string;
	record: string;
}

/** Runs move all day: the list is looked at again this often at most. */
const PAUSE_MS = 2500;

export function useRuns() {
	const route = useRoute();
	const router = useRouter();
	const filter = reactive<RunFilter>(filterOf(route.query));
	const key = computed(() => JSON.stringify(filter));
	const pages = usePages<RunRow>(
		() => key.value,
		(start, page_length, signal) =>
			flowRuns.runs({ ...questionOf(filter), start, page_length }, { signal }),
	);

	watch(key, () => {
		if (JSON.stringify(filterOf(route.query)) !== key.value)
			void router.replace({ query: queryOf(filter) });
	});
	// Back, forward, or a link with another filter.
	watch(
		() => route.query,
		(query) => Object.assign(filter, filterOf(query)),
	);
	followSignals("flow_runs", () => "", pages.catchUp, PAUSE_MS);
	return { filter, ...pages };
}

export type Runs = ReturnType<typeof useRuns>;

/** Read the filter an address holds. */
export function filterOf({ status, template, doctype, record }: LocationQuery): RunFilter {
	return {
		status: RUN_STATUSES.find((one) => one === status) ?? "",
		template: textOf(template),
		doctype: textOf(doctype),
		record: textOf(record),
	};
}

/** Write a filter into an address; what is not said is left out. */
export function queryOf(filter: RunFilter): Record<string, string> {
	return Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
}

/** A customer is asked for by everything that concerns them, another record by itself. */
function questionOf({ status, template, doctype, record }: RunFilter) {
	if (doctype === "Customer") return { status, template, customer: record };
	return { status, template, doctype, name: record };
}

function textOf(value: LocationQuery[string] | undefined): string {
	return typeof value === "string" ? value : "";
}
