/** The word for a device's state, to stand beside its shape and colour. */

import type { SignalState } from "@/api/types";
import { __ } from "@/i18n/translate";

export function stateWord(state: SignalState): string {
	const words: Record<SignalState, string> = {
		good: __("Good"),
		marginal: __("Marginal"),
		bad: __("Bad"),
		offline: __("Offline"),
		unknown: __("Not read yet"),
	};
	return words[state];
}
