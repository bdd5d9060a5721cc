/** What was, for undo and redo: whole states, since each shares all it did not change with the one before. */

export interface Change<T> {
	state: T;
	/** What was done, as a person says it: "Move “Tell the customer”". */
	words: string;
}

export interface History<T> {
	past: readonly Change<T>[];
	present: T;
	future: readonly Change<T>[];
	/** What was being typed and when, so that a word is one change. */
	typing: { key: string; at: number } | null;
}

const MOST = 200;
const PAUSE_MS = 1200;

export function began<T>(state: T): History<T> {
	return { past: [], present: state, future: [], typing: null };
}

/** Take a new state. Changes under the same `key` without a pause between them are undone together. */
export function changed<T>(
	history: History<T>,
	state: T,
	words: string,
	key = "",
	at = Date.now(),
): History<T> {
	if (state === history.present) return history;
	const { typing } = history;
	const goesOn = key !== "" && typing?.key === key && at - typing.at < PAUSE_MS;
	const past = goesOn ? history.past : [...history.past, { state: history.present, words }].slice(-MOST);
	return { past, present: state, future: [], typing: key ? { key, at } : null };
}

export function undone<T>(history: History<T>): History<T> {
	const last = history.past.at(-1);
	if (!last) return history;
	const future = [{ state: history.present, words: last.words }, ...history.future];
	return { past: history.past.slice(0, -1), present: last.state, future, typing: null };
}

export function redone<T>(history: History<T>): History<T> {
	const [next, ...future] = history.future;
	if (!next) return history;
	const past = [...history.past, { state: history.present, words: next.words }];
	return { past, present: next.state, future, typing: null };
}
