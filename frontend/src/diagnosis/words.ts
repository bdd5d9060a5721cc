/** Reading the words modems use for states and bands. */

import { useBoot } from "@/boot";

/** Whether a link or port is working: modems say Up, Connected or Enabled. */
export function isUp(status: string | null): boolean {
	return ["up", "connected", "enabled"].includes((status ?? "").toLowerCase());
}

/** "2.4 GHz" as the user's language writes it. */
export function bandName(band: string | null): string {
	return useBoot().language === "fr" ? (band ?? "").replace(".", ",") : (band ?? "");
}
