/** When a snoozed conversation may come back, by the site's clock. */

import { momentOf, wallTime } from "@/format/zones";

export interface SnoozeTimes {
	hour: string;
	tomorrow: string;
	monday: string;
}

const MORNING = { hour: 8, minute: 0 };
const HOUR_MS = 3_600_000;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** In an hour, tomorrow at 8:00, next Monday at 8:00 (never today); ISO, UTC. */
export function snoozeTimes(now: number, zone: string): SnoozeTimes {
	const today = wallTime(now, zone);
	const morning = (days: number) => iso(momentOf({ ...today, ...MORNING, day: today.day + days }, zone));
	const weekday = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: zone }).format(now);
	const toMonday = (8 - DAYS.indexOf(weekday)) % 7 || 7;
	return { hour: iso(now + HOUR_MS), tomorrow: morning(1), monday: morning(toMonday) };
}

function iso(at: number): string {
	return new Date(at).toISOString();
}
