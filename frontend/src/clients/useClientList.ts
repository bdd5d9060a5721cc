/** The clients, a page at a time, by what is typed and filtered; earlier questions never overwrite later ones. */

import { onScopeDispose, reactive, ref, shallowRef, watch } from "vue";
import { api, type ClientQuery } from "@/api";
import type { ApiError } from "@/api/errors";
import type { ClientRow } from "@/api/types";
import { asApiError } from "@/api/useQuery";

const PAGE = 50;
const PAUSE_MS = 150;

export function useClientList() {
	const filter = reactive<Pick<ClientQuery, "query" | "status" | "order">>({
		query: "",
		status: "enabled",
		order: "name",
	});
	const rows = shallowRef<ClientRow[]>([]);
	const total = ref<number | null>(null);
	const hasMore = ref(false);
	const loading = ref(true);
	const error = shallowRef<ApiError | null>(null);
	let running: AbortController | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function load(start: number): Promise<void> {
		running?.abort();
		const mine = (running = new AbortController());
		loading.value = true;
		error.value = null;
		try {
			const page = await api.clients({ ...filter, start, page_length: PAGE }, { signal: mine.signal });
			if (running !== mine) return;
			rows.value = start ? [...rows.value, ...page.rows] : page.rows;
			total.value = page.total;
			hasMore.value = page.has_more;
		} catch (failure) {
			if (running !== mine) return;
			error.value = asApiError(failure);
		}
		loading.value = false;
	}

	function loadMore(): void {
		if (hasMore.value && !loading.value && !error.value) void load(rows.value.length);
	}

	watch(filter, () => {
		clearTimeout(timer);
		timer = setTimeout(() => void load(0), PAUSE_MS);
	});
	onScopeDispose(() => {
		clearTimeout(timer);
		running?.abort();
	});
	void load(0);
	return { filter, rows, total, hasMore, loading, error, loadMore, retry: () => load(rows.value.length) };
}
