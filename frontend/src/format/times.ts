/** Durations, ages and dates, as people say them in the user's language. */

import { useBoot } from "@/boot";
import { __ } from "@/i18n/translate";
import { locale, NONE } from "./numbers";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds as its two largest units: "3 d 4 h", "12 min", "45 s". */
export function duration(seconds: number | null | undefined): string {
	if (seconds == null || seconds < 0) return NONE;
	const parts = [
		[Math.floor(seconds / DAY), __("{0} d")],
		[Math.floor((seconds % DAY) / HOUR), __("{0} h")],
		[Math.floor((seconds % HOUR) / MINUTE), __("{0} min")],
		[Math.floor(seconds % MINUTE), __("{0} s")],
	] as const;
	const first = parts.findIndex(([value]) => value > 0);
	if (first === -1) return said(0, __("{0} s"));
	return parts
		.slice(first, first === 2 ? 3 : first + 2)
		.filter(([value]) => value > 0)
		.map(([value, unit]) => said(value, unit))
		.join(" ");
}

function said(value: number, unit: string): string {
	return unit.replace("{0}", String(value));
}

/** How long ago, in one unit: "just now", "3 min ago", "2 d ago". */
export function ago(seconds: number): string {
	if (seconds < 5) return __("just now");
	if (seconds < MINUTE) return __("{0} s ago", [Math.floor(seconds)]);
	if (seconds < HOUR) return __("{0} min ago", [Math.floor(seconds / MINUTE)]);
	if (seconds < DAY) return __("{0} h ago", [Math.floor(seconds / HOUR)]);
	return __("{0} d ago", [Math.floor(seconds / DAY)]);
}

/** Seconds from an ISO time to `now` (ms); never negative, since clocks disagree. */
export function secondsSince(iso: string, now: number): number {
	return Math.max(0, (now - Date.parse(iso)) / 1000);
}

/** A day: "Nov 3, 2026", "3 nov. 2026". Takes a date or a time. */
export function day(iso: string | null | undefined): string {
	return formatted(iso, { dateStyle: "medium" });
}

/** A day without its year, for axes and recent things. */
export function shortDay(iso: string | null | undefined): string {
	return formatted(iso, { day: "numeric", month: "short" });
}

/** A day and its time. */
export function moment(iso: string | null | undefined): string {
	return formatted(iso, { dateStyle: "medium", timeStyle: "short" });
}

function formatted(iso: string | null | undefined, options: Intl.DateTimeFormatOptions): string {
	if (!iso) return NONE;
	const plainDay = /^\d{4}-\d{2}-\d{2}$/.test(iso);
	const value = new Date(plainDay ? `${iso}T12:00:00Z` : iso);
	if (Number.isNaN(value.getTime())) return NONE;
	const timeZone = plainDay ? "UTC" : useBoot().time_zone;
	return new Intl.DateTimeFormat(locale(), { ...options, timeZone }).format(value);
}
