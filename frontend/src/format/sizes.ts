/** Sizes of files as people say them. */

import { __ } from "@/i18n/translate";
import { NONE, quantity } from "./numbers";

const KILO = 1000;

/** Bytes in the largest unit that leaves a whole part: "812 B", "34 kB", "1.2 MB". */
export function fileSize(bytes: number | null | undefined): string {
	if (bytes == null) return NONE;
	if (bytes < KILO) return quantity(bytes, __("B"), 0);
	if (bytes < KILO * KILO) return quantity(bytes / KILO, __("kB"), 0);
	return quantity(bytes / KILO / KILO, __("MB"), 1);
}
