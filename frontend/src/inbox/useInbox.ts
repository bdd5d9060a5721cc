/** The conversations of a view, a page at a time, and kept current: by signals, after a lost connection, by actions. */

import { onScopeDispose, reactive, ref, shallowRef, watch } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import { conversations } from "@/api/conversations";
import type { ApiError } from "@/api/errors";
import type { Conversation, InboxView } from "@/api/messageTypes";
import { asApiError } from "@/api/useQuery";
import { counts, tellCounts } from "@/messages/counts";
import { followSignals } from "@/realtime/followSignals";
import { retryOnReturn } from "@/realtime/retryOnReturn";
import { mergeRows, withRow } from "./mergeInbox";

export interface InboxFilter {
	view: InboxView;
	query: string;
}

const PAGE = 50;
/** The server gives no more at once. */
const MOST_AT_ONCE = 100;
const PAUSE_MS = 150;
export const VIEWS: InboxView[] = ["open", "mine", "unassigned", "snoozed", "closed"];

export function useInbox() {
	const route = useRoute();
	const router = useRouter();
	const filter = reactive<InboxFilter>(filterOf(route.query));
	let written: InboxFilter = { ...filter };
	const rows = shallowRef<Conversation[]>([]);
	const hasMore = ref(false);
	const loading = ref(true);
	const error = shallowRef<ApiError | null>(null);
	let running: AbortController | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;

	/** Ask for rows and let `use` put them in their place, unless a later question was asked meanwhile. */
	async function ask(
		start: number,
		page_length: number,
		use: (fresh: Conversation[], more: boolean) => void,
	) {
		running?.abort();
		const mine = (running = new AbortController());
		loading.value = true;
		try {
			const query = { ...filter, start, page_length };
			const answer = await conversations.inbox(query, { signal: mine.signal });
			if (running !== mine) return;
			use(answer.rows, answer.has_more);
			counts.value = answer.counts;
			error.value = null;
		} catch (failure) {
			if (running !== mine) return;
			error.value = asApiError(failure);
		}
		loading.value = false;
	}

	function load(): Promise<void> {
		return ask(0, PAGE, (fresh, more) => {
			rows.value = fresh;
			hasMore.value = more;
		});
	}

	function loadMore(): void {
		if (!hasMore.value || loading.value || error.value) return;
		void ask(rows.value.length, PAGE, (fresh, more) => {
			const known = new Set(rows.value.map((row) => row.name));
			rows.value = [...rows.value, ...fresh.filter((row) => !known.has(row.name))];
			hasMore.value = more;
		});
	}

	/** Look again at what is loaded, the first rows of it when that is much. */
	function catchUp(): Promise<void> {
		const wanted = Math.min(Math.max(rows.value.length, PAGE), MOST_AT_ONCE);
		return ask(0, wanted, (fresh, more) => {
			rows.value = mergeRows(rows.value, fresh, more);
			if (!more) hasMore.value = false;
			else if (rows.value.length <= wanted) hasMore.value = true;
		});
	}

	function take(row: Conversation): void {
		rows.value = withRow(rows.value, row);
	}

	watch(
		() => filter.view,
		() => {
			rows.value = [];
			settle();
		},
	);
	watch(
		() => filter.query,
		() => {
			clearTimeout(timer);
			timer = setTimeout(settle, PAUSE_MS);
		},
	);
	/** The filter stands in the address, and the list answers it. */
	function settle(): void {
		written = { ...filter };
		void router.replace({ query: queryOf(written) });
		void load();
	}
	// Back, forward, or a link with another view. Our own writing comes back late: more may be typed by then.
	watch(
		() => route.query,
		(query) => {
			const next = filterOf(query);
			if (next.view !== written.view || next.query !== written.query) Object.assign(filter, next);
			written = next;
		},
	);
	followSignals("inbox", () => "", catchUp);
	retryOnReturn(error, catchUp);
	onScopeDispose(tellCounts());
	onScopeDispose(() => {
		clearTimeout(timer);
		running?.abort();
	});
	void load();
	return { filter, rows, hasMore, loading, error, loadMore, load, take };
}

export type Inbox = ReturnType<typeof useInbox>;

export function filterOf({ view, query }: LocationQuery): InboxFilter {
	return {
		view: VIEWS.find((one) => one === view) ?? "open",
		query: typeof query === "string" ? query : "",
	};
}

/** Write a filter into an address; what is as usual is left out. */
export function queryOf({ view, query }: InboxFilter): Record<string, string> {
	return { ...(view !== "open" && { view }), ...(query && { query }) };
}
