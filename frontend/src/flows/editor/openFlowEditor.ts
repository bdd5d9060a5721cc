/** The flow editor, opened as a dialog from wherever one is. */

import { ref } from "vue";

/** The template that is open in the dialog; null is a new flow. */
export const openTemplate = ref<{ name: string | null } | null>(null);

/** Open a flow over the page; without a name, a new one. */
export function openFlowEditor(template: string | null = null): void {
	openTemplate.value = { name: template };
}
