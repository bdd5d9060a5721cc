/** Whether the dialog "Invite a colleague" is open. */

import { ref } from "vue";

export const inviteIsOpen = ref(false);

export function openInvite(): void {
	inviteIsOpen.value = true;
}
