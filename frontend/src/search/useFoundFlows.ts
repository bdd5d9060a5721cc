/** The flows whose title holds what is typed: there are few of them, so that they are read once and searched here. */

import { computed, type ComputedRef } from "vue";
import { flows } from "@/api/flows";
import { useQuery } from "@/api/useQuery";
import { __ } from "@/i18n/translate";
import { holdsWords } from "@/flows/model/folded";
import type { RecentItem } from "./palette";

const FRESH_MS = 60_000;
const MOST = 4;

/** `asked` is null while nothing is looked for. */
export function useFoundFlows(asked: () => string | null): ComputedRef<RecentItem[]> {
	const { data } = useQuery(
		() => (asked() === null ? null : "flows/templates/"),
		(signal) => flows.templates("", { signal }),
		FRESH_MS,
	);
	return computed(() => {
		const rows = data.value?.rows.filter(({ title }) => holdsWords(title, asked() ?? "")) ?? [];
		return rows.slice(0, MOST).map((row) => ({
			kind: "flow",
			doctype: "Flow Template",
			name: row.name,
			customer: null,
			customer_name: null,
			title: row.title,
			subtitle: row.is_system ? __("System template") : row.trigger_label,
			status: null,
		}));
	});
}
