/** Why a device cannot be asked something now, in words for its buttons. */

import type { Diagnosis } from "@/api/diagnosisTypes";
import { __ } from "@/i18n/translate";

/** The cause when nothing can be asked of this device: the ACS never found it and does not find it now. */
export function whyUnaskable(diagnosis: Diagnosis | null): string | null {
	if (!diagnosis || diagnosis.summary || diagnosis.equipment.genieacs_device_id) return null;
	const failed = diagnosis.sources.find((source) => source.state === "failed");
	return failed?.message ?? null;
}

/** The cause when the modem cannot be restarted; `restarted`: it was told to a moment ago. */
export function whyUnrestartable(diagnosis: Diagnosis | null, restarted: boolean): string | null {
	if (restarted) return __("It was restarted a moment ago: let it come back first");
	return whyUnaskable(diagnosis);
}
