/** Search as one types: a pause before asking, the newest question wins, the last answer stays until the next. */

import { onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import { api } from "@/api";
import type { ApiError } from "@/api/errors";
import type { SearchResult } from "@/api/types";
import { asApiError } from "@/api/useQuery";
import { retryOnReturn } from "@/realtime/retryOnReturn";

const PAUSE_MS = 120;
const SHORTEST = 2;

export function useSearch(query: Ref<string>) {
	const results = shallowRef<SearchResult[]>([]);
	const answered = ref("");
	const searching = ref(false);
	const error = shallowRef<ApiError | null>(null);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: AbortController | null = null;

	async function ask(text: string): Promise<void> {
		const mine = (running = new AbortController());
		try {
			const answer = await api.search(text, { signal: mine.signal });
			if (running !== mine) return;
			results.value = answer.results;
			answered.value = text;
			error.value = null;
		} catch (failure) {
			if (running !== mine) return;
			error.value = asApiError(failure);
		}
		searching.value = false;
	}

	function change(text: string, pause: number): void {
		clearTimeout(timer);
		running?.abort();
		running = null;
		const wanted = text.trim();
		searching.value = wanted.length >= SHORTEST;
		if (searching.value) timer = setTimeout(() => void ask(wanted), pause);
		else clear();
	}

	function clear(): void {
		results.value = [];
		answered.value = "";
		error.value = null;
	}

	watch(query, (text) => change(text, PAUSE_MS));
	const retry = () => change(query.value, 0);
	retryOnReturn(error, retry);
	onScopeDispose(() => {
		clearTimeout(timer);
		running?.abort();
	});
	return { results, answered, searching, error, retry };
}
