/** Invented devices, and the fleet they are part of. */

import type { Equipment, FleetSummary } from "../src/api/types";
import { ago } from "./mockBoot";

export function device(name: string, extra: Partial<Equipment>): Equipment {
	return {
		name,
		equipment_type: "ONT",
		brand: "TP-Link",
		model: "XX230v",
		serial_number: "TPLGB4FB2AC8",
		mac_address: "1C:61:B4:FB:2A:C8",
		status: "Active",
		ip_address: "203.0.113.42",
		firmware: "1.0.7",
		live: { state: "marginal", rx_dbm: -26.1, online: true, at: ago(190), age_s: 190 },
		...extra,
	};
}

export const DEVICES = [
	device("EQP-00042", {}),
	device("EQP-00043", {
		equipment_type: "Router",
		model: "HX220",
		serial_number: "22A1B0C34455",
		live: null,
	}),
	device("EQP-00044", {
		equipment_type: "Set-top Box",
		model: "STB-4K",
		serial_number: "STB0099123",
		live: { state: "offline", rx_dbm: null, online: false, at: ago(86_400 * 2), age_s: 86_400 * 2 },
	}),
	device("EQP-00045", { status: "Defective", serial_number: "TPLG00FF12AB", live: null }),
];

export const FLEET: FleetSummary = {
	total: 7600,
	online: 7012,
	offline: 541,
	never: 47,
	by_model: [
		{ model: "XX230v", firmware: "1.0.7 Build 20250311", count: 4210, online: 3990 },
		{ model: "HG8245Q2", firmware: "V5R021C00S200", count: 1822, online: 1690 },
		{ model: "HT803G-WS2", firmware: "2.4.1", count: 1011, online: 905 },
		{ model: "EX220", firmware: "1.2.0 0.9.1", count: 557, online: 427 },
	],
	rx: { good: 6240, marginal: 511, bad: 188, none: 74, unknown: 587 },
	took_s: 6.2,
	at: ago(20),
};
