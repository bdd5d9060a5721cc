/** Reading the words modems use for states and bands. */

import { useBoot } from "@/boot";

/** Whether a link or port is working: modems say Up, Connected or Enabled. */
export function isUp(status: string | null): boolean {
	return ["up", "connected", "enabled"].includes((status ?? "").toLowerCase());
}

/** Whether a transceiver says that nothing comes in through the fibre. */
export function isNoLight(status: string | null): boolean {
	return (status ?? "").toLowerCase().replace("_", " ") === "no light";
}

/** "40MHz" with its space: 40 MHz. */
export function widthName(bandwidth: string | null): string {
	return (bandwidth ?? "").replace(/\s*MHz/, "\u202fMHz");
}

/** "2.4GHz" as the user's language writes it: 2,4 GHz in French. */
export function bandName(band: string | null): string {
	const spaced = (band ?? "").replace(/\s*GHz/, "\u202fGHz");
	return useBoot().language === "fr" ? spaced.replace(".", ",") : spaced;
}
