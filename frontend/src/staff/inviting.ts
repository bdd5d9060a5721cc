/** Whether the dialog "Invite a colleague" is open. */

import { ref } from "vue";

export const inviteIsOpen = ref(false);
/** Its code is fetched for the first time it opens: few ever do. */
export const wasInviteOpened = ref(false);

export function openInvite(): void {
	wasInviteOpened.value = true;
	inviteIsOpen.value = true;
}
