/** The icon of each type of device. */

import { Box, Network, Router, Tv, Wifi, type LucideIcon } from "lucide-vue-next";

const ICONS: Record<string, LucideIcon> = {
	ONT: Router,
	Router,
	Switch: Network,
	AP: Wifi,
	"Set-top Box": Tv,
};

export const EQUIPMENT_TYPES = Object.keys(ICONS);

export function equipmentIcon(type: string | null | undefined): LucideIcon {
	return ICONS[type ?? ""] ?? Box;
}
