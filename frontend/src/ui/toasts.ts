/** Short news at the corner of the page: outcomes of what the user asked. */

import { reactive } from "vue";

export type Tone = "good" | "bad" | "marginal" | "plain";

/** What can be done about it, once. */
export interface ToastAction {
	label: string;
	run: () => void;
}

export interface Toast {
	id: number;
	tone: Tone;
	text: string;
	action?: ToastAction;
}

const SHOWN_MS = 6000;
const MOST = 3;
let lastId = 0;

export const toasts = reactive<Toast[]>([]);

/** Say something, once at a time; bad news stays until it is closed, or three newer ones take its place. */
export function toast(text: string, tone: Tone = "plain", action?: ToastAction): void {
	if (!action && toasts.some((one) => one.text === text)) return;
	const id = ++lastId;
	toasts.push({ id, tone, text, action });
	if (toasts.length > MOST) toasts.shift();
	if (tone !== "bad") setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id: number): void {
	const index = toasts.findIndex((one) => one.id === id);
	if (index !== -1) toasts.splice(index, 1);
}
