/** What failed for want of a network is asked again by itself once there is one. */

import { watch, type Ref } from "vue";
import type { ApiError } from "@/api/errors";
import { linkState } from "./socket";

/** Call `retry` when the network or the live connection comes back while `error` is a failure of the network. */
export function retryOnReturn(error: Ref<ApiError | null>, retry: () => unknown): void {
	watch(linkState, (state) => {
		if (state !== "offline" && error.value?.kind === "network") retry();
	});
}
