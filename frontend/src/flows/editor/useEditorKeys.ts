/** Undo, redo and save by keyboard, wherever the focus is in the editor; a text field keeps its own undo. */

import { onScopeDispose } from "vue";
import { __ } from "@/i18n/translate";
import { toast } from "@/ui/toasts";
import type { Editor } from "./editor";

export function useEditorKeys(editor: Editor, root: () => HTMLElement | null): void {
	function onKey(event: KeyboardEvent): void {
		const key = event.key.toLowerCase();
		if (!(event.ctrlKey || event.metaKey) || event.altKey || !isHere(event.target)) return;
		const run = key === "s" ? save : isTyping(event.target) ? undefined : changeFor(key, event.shiftKey);
		if (!run) return;
		event.preventDefault();
		event.stopPropagation();
		void run();
	}

	function changeFor(key: string, shift: boolean): (() => void) | undefined {
		if (key === "z") return shift ? editor.redo : editor.undo;
		return key === "y" ? editor.redo : undefined;
	}

	/** It saves by itself; who asks is told so. */
	async function save(): Promise<void> {
		const isSaved = await editor.autosave.flush();
		if (isSaved) toast(__("Saved"), "good");
	}

	function isHere(target: EventTarget | null): boolean {
		return target === document.body || Boolean(root()?.contains(target as Node));
	}

	window.addEventListener("keydown", onKey, { capture: true });
	onScopeDispose(() => window.removeEventListener("keydown", onKey, { capture: true }));
}

function isTyping(target: EventTarget | null): boolean {
	const element = target as HTMLElement;
	return (
		element.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable=plaintext-only]") !=
		null
	);
}
