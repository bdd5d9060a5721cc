/** How good a level is: light on the fibre (GPON class B+), and Wi-Fi. The thresholds are the server's
 * (gigafibre_fsm/network/thresholds.py): change both. */

export type Grade = "good" | "marginal" | "bad";

export interface Zone {
	grade: Grade;
	from: number;
	to: number;
}

export const RX_LEAST = -31;
export const RX_MOST = -5;

/** From weakest to strongest; above −8 dBm the receiver is overloaded. */
export const RX_ZONES: readonly Zone[] = [
	{ grade: "bad", from: RX_LEAST, to: -27 },
	{ grade: "marginal", from: -27, to: -25 },
	{ grade: "good", from: -25, to: -8 },
	{ grade: "bad", from: -8, to: RX_MOST },
];

export function rxGrade(dbm: number): Grade {
	if (dbm < -27 || dbm > -8) return "bad";
	return dbm < -25 ? "marginal" : "good";
}

/** Where a level stands on the scale, 0 to 100; what is beyond the scale stands at its end. */
export function rxPosition(dbm: number): number {
	const clamped = Math.min(RX_MOST, Math.max(RX_LEAST, dbm));
	return ((clamped - RX_LEAST) / (RX_MOST - RX_LEAST)) * 100;
}

/** Wi-Fi signal as 0 to 4 bars; null when unknown. */
export function wifiBars(dbm: number | null): number | null {
	if (dbm === null) return null;
	return [-85, -75, -67, -60].filter((threshold) => dbm >= threshold).length;
}

export function wifiGrade(dbm: number): Grade {
	if (dbm >= -67) return "good";
	return dbm >= -75 ? "marginal" : "bad";
}
