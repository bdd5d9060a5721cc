/** The clients, a page at a time, by what is typed and filtered; earlier questions never overwrite later ones. */

import { onScopeDispose, reactive, ref, shallowRef, watch } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import { api, type ClientQuery } from "@/api";
import type { ApiError } from "@/api/errors";
import type { ClientRow } from "@/api/types";
import { asApiError } from "@/api/useQuery";
import { retryOnReturn } from "@/realtime/retryOnReturn";

export type Filter = Pick<ClientQuery, "query" | "status" | "order">;

const PAGE = 50;
const PAUSE_MS = 150;
/** How the address writes what it cannot leave out. */
const ALL = "all";

export function useClientList() {
	const route = useRoute();
	const router = useRouter();
	const filter = reactive<Filter>(filterOf(route.query));
	let written: Filter = { ...filter };
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

	function retry(): Promise<void> {
		return load(rows.value.length);
	}

	watch(filter, () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			written = { ...filter };
			void router.replace({ query: queryOf(written) });
			void load(0);
		}, PAUSE_MS);
	});
	// Back, forward, or a link with another filter. Our own writing comes back late: more may be typed by then.
	watch(
		() => route.query,
		(query) => {
			const next = filterOf(query);
			if (!isSame(next, written)) Object.assign(filter, next);
			written = next;
		},
	);
	retryOnReturn(error, retry);
	onScopeDispose(() => {
		clearTimeout(timer);
		running?.abort();
	});
	void load(0);
	return { filter, rows, total, hasMore, loading, error, loadMore, retry };
}

/** Read the filter an address holds; what it does not say is as usual. */
export function filterOf({ query, status, order }: LocationQuery): Filter {
	return {
		query: typeof query === "string" ? query : "",
		status: status === ALL ? "" : status === "disabled" ? "disabled" : "enabled",
		order: order === "recent" ? "recent" : "name",
	};
}

function isSame(one: Filter, other: Filter): boolean {
	return one.query === other.query && one.status === other.status && one.order === other.order;
}

/** Write a filter into an address; what is as usual is left out. */
export function queryOf({ query, status, order }: Filter): Record<string, string> {
	const said = {
		query,
		status: status === "enabled" ? "" : status || ALL,
		order: order === "name" ? "" : order,
	};
	return Object.fromEntries(Object.entries(said).filter(([, value]) => value));
}
