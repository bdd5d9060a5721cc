/** Rows that come a page at a time: asked for by a filter, more of them near the end, and looked at again when they change. */

import { onScopeDispose, ref, shallowRef, watch } from "vue";
import type { ApiError } from "@/api/errors";
import { asApiError } from "@/api/useQuery";
import { retryOnReturn } from "@/realtime/retryOnReturn";

interface Row {
	name: string;
}

export interface Page<T> {
	rows: T[];
	has_more: boolean;
}

const PAGE = 50;
/** The server gives no more at once. */
const MOST_AT_ONCE = 100;

/** `key` names the question: another one starts anew. `ask` answers `length` rows from `start` on. */
export function usePages<T extends Row>(
	key: () => string,
	ask: (start: number, length: number, signal: AbortSignal) => Promise<Page<T>>,
) {
	const rows = shallowRef<T[]>([]);
	const hasMore = ref(false);
	const loading = ref(true);
	const error = shallowRef<ApiError | null>(null);
	let running: AbortController | null = null;

	/** Ask and let `use` put the rows in their place, unless a later question was asked meanwhile. */
	async function fetchRows(start: number, length: number, use: (page: Page<T>) => void): Promise<void> {
		running?.abort();
		const mine = (running = new AbortController());
		loading.value = true;
		try {
			const page = await ask(start, length, mine.signal);
			if (running !== mine) return;
			use(page);
			error.value = null;
		} catch (failure) {
			if (running !== mine) return;
			error.value = asApiError(failure);
		}
		loading.value = false;
	}

	function load(): Promise<void> {
		return fetchRows(0, PAGE, (page) => {
			rows.value = page.rows;
			hasMore.value = page.has_more;
		});
	}

	function loadMore(): void {
		if (!hasMore.value || loading.value || error.value) return;
		void fetchRows(rows.value.length, PAGE, (page) => {
			rows.value = [...rows.value, ...without(page.rows, rows.value)];
			hasMore.value = page.has_more;
		});
	}

	/** Look again at what is loaded, the first rows of it when that is much. */
	function catchUp(): Promise<void> {
		const length = Math.min(Math.max(rows.value.length, PAGE), MOST_AT_ONCE);
		return fetchRows(0, length, (page) => {
			const below = page.has_more ? without(rows.value.slice(page.rows.length), page.rows) : [];
			rows.value = [...page.rows, ...below];
			hasMore.value = page.has_more;
		});
	}

	/** Replace a row by what an action answered. */
	function take(row: T): void {
		rows.value = rows.value.map((one) => (one.name === row.name ? { ...one, ...row } : one));
	}

	watch(
		key,
		() => {
			rows.value = [];
			void load();
		},
		{ immediate: true },
	);
	retryOnReturn(error, catchUp);
	onScopeDispose(() => running?.abort());
	return { rows, hasMore, loading, error, load, loadMore, catchUp, take };
}

function without<T extends Row>(rows: readonly T[], known: readonly T[]): T[] {
	const names = new Set(known.map((row) => row.name));
	return rows.filter((row) => !names.has(row.name));
}
