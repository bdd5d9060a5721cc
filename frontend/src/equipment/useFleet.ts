/** The fleet's numbers; counting thousands of devices takes seconds, so the page says what it waits for. */

import { computed } from "vue";
import { api } from "@/api";
import { useQuery } from "@/api/useQuery";
import { ago, secondsSince } from "@/format/times";
import { __ } from "@/i18n/translate";
import { now } from "@/ui/clock";

/** Counting reads every device of the ACS: going back to the dashboard is no reason to do it again. */
const FRESH_FOR_MS = 120_000;

export function useFleet() {
	const query = useQuery(
		() => "fleet",
		(signal) => api.fleet({ signal }),
		FRESH_FOR_MS,
	);
	const age = computed(() => {
		const at = query.data.value?.at;
		return at ? __("counted {0}", [ago(secondsSince(at, now.value))]) : "";
	});
	return { ...query, age };
}
