/** Short news at the corner of the page: outcomes of what the user asked. */

import { reactive } from "vue";

export type Tone = "good" | "bad" | "marginal" | "plain";

export interface Toast {
	id: number;
	tone: Tone;
	text: string;
}

const SHOWN_MS = 6000;
const MOST = 3;
let lastId = 0;

export const toasts = reactive<Toast[]>([]);

/** Say something, once at a time; bad news stays until it is closed, or three newer ones take its place. */
export function toast(text: string, tone: Tone = "plain"): void {
	if (toasts.some((one) => one.text === text)) return;
	const id = ++lastId;
	toasts.push({ id, tone, text });
	if (toasts.length > MOST) toasts.shift();
	if (tone !== "bad") setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id: number): void {
	const index = toasts.findIndex((one) => one.id === id);
	if (index !== -1) toasts.splice(index, 1);
}
