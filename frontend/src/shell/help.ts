/** Whether the keyboard help is open. */

import { ref } from "vue";

export const helpIsOpen = ref(false);

export function openHelp(): void {
	helpIsOpen.value = true;
}
