/** A read that a component shows: loading, data, error; late answers of an earlier question are dropped. */

import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { ApiError } from "./errors";

export interface Query<T> {
	data: ShallowRef<T | null>;
	error: ShallowRef<ApiError | null>;
	loading: Ref<boolean>;
	reload: () => Promise<void>;
}

const remembered = new Map<string, unknown>();
const MOST_REMEMBERED = 60;

/**
 * Run `fetcher` now and whenever `key` changes; null asks nothing. What was last seen under the same key is
 * shown at once while the new answer is on its way.
 */
export function useQuery<T>(
	key: () => string | null,
	fetcher: (signal: AbortSignal) => Promise<T>,
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
			data.value = asked === null ? null : ((remembered.get(asked) as T | undefined) ?? null);
			error.value = null;
			loading.value = false;
			void reload();
		},
		{ immediate: true },
	);
	onScopeDispose(() => running?.abort());
	return { data, error, loading, reload };
}

/** Forget what was seen: after a change of user or language. */
export function forgetQueries(): void {
	remembered.clear();
}

function remember(key: string, value: unknown): void {
	remembered.delete(key);
	remembered.set(key, value);
	if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string);
}

export function asApiError(failure: unknown): ApiError {
	return failure instanceof ApiError ? failure : new ApiError("server", String(failure));
}
