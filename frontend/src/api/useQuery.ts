/** A read that a component shows: loading, data, error; late answers of an earlier question are dropped. */

import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { retryOnReturn } from "@/realtime/retryOnReturn";
import { ApiError } from "./errors";

export interface Query<T> {
	data: ShallowRef<T | null>;
	error: ShallowRef<ApiError | null>;
	loading: Ref<boolean>;
	reload: () => Promise<void>;
}

interface Memory {
	value: unknown;
	at: number;
}

const remembered = new Map<string, Memory>();
const MOST_REMEMBERED = 60;

/**
 * Run `fetcher` now and whenever `key` changes; null asks nothing. What was last seen under the same key is
 * shown at once while the new answer is on its way; within `freshForMs` it is not even asked again.
 */
export function useQuery<T>(
	key: () => string | null,
	fetcher: (signal: AbortSignal) => Promise<T>,
	freshForMs = 0,
): Query<T> {
	const data = shallowRef<T | null>(null);
	const error = shallowRef<ApiError | null>(null);
	const loading = ref(false);
	let running: AbortController | null = null;

	async function reload(): Promise<void> {
		running?.abort();
		const asked = key();
		if (asked === null) return;
		const mine = (running = new AbortController());
		loading.value = true;
		try {
			const answer = await fetcher(mine.signal);
			if (running !== mine) return;
			data.value = answer;
			error.value = null;
			remember(asked, answer);
		} catch (failure) {
			if (running !== mine) return;
			error.value = asApiError(failure);
		}
		loading.value = false;
	}

	watch(
		key,
		(asked) => {
			const memory = asked === null ? undefined : remembered.get(asked);
			data.value = (memory?.value as T | undefined) ?? null;
			error.value = null;
			loading.value = false;
			const isFresh = memory && Date.now() - memory.at < freshForMs;
			if (!isFresh) void reload();
		},
		{ immediate: true },
	);
	retryOnReturn(error, reload);
	onScopeDispose(() => running?.abort());
	return { data, error, loading, reload };
}

/** Forget what was seen: after a change of user or language. */
export function forgetQueries(): void {
	remembered.clear();
}

function remember(key: string, value: unknown): void {
	remembered.delete(key);
	remembered.set(key, { value, at: Date.now() });
	if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string);
}

export function asApiError(failure: unknown): ApiError {
	return failure instanceof ApiError ? failure : new ApiError("server", String(failure));
}
