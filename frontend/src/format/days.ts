/** Times as they are said in a thread and a list of messages: by the clock today, by the day before. */

import { useBoot } from "@/boot";
import { __ } from "@/i18n/translate";
import { locale } from "./numbers";
import { shortDay } from "./times";

const DAY_MS = 86_400_000;

function formatted(at: number, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(locale(), { ...options, timeZone: useBoot().time_zone }).format(at);
}

/** The hour and the minute: "2:05 p.m.", "14 h 05". */
export function clock(iso: string): string {
	return formatted(Date.parse(iso), { timeStyle: "short" });
}

/** The site's day a moment belongs to, "2026-11-20": to compare, not to show. */
export function dayOf(at: number): string {
	const options = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
	return new Intl.DateTimeFormat("en-CA", { ...options, timeZone: useBoot().time_zone }).format(at);
}

/** The day over its messages: "Today", "Yesterday", "Monday, November 16". */
export function dayHeading(iso: string, now: number): string {
	const at = Date.parse(iso);
	if (dayOf(at) === dayOf(now)) return __("Today");
	if (dayOf(at) === dayOf(now - DAY_MS)) return __("Yesterday");
	const isRecent = now - at < 300 * DAY_MS;
	return formatted(at, {
		weekday: "long",
		day: "numeric",
		month: "long",
		year: isRecent ? undefined : "numeric",
	});
}

/** When, in the width of a list: the clock today, then the weekday, then the date. */
export function briefly(iso: string, now: number): string {
	const at = Date.parse(iso);
	if (dayOf(at) === dayOf(now)) return clock(iso);
	if (dayOf(at) === dayOf(now - DAY_MS)) return __("Yesterday");
	if (now - at < 6 * DAY_MS && now > at) return formatted(at, { weekday: "long" });
	return shortDay(iso);
}

/** A moment to come, as short as it stays clear: "8:00 a.m.", "Monday 8:00 a.m.", "Dec. 3, 8:00 a.m.". */
export function upcoming(iso: string, now: number): string {
	const at = Date.parse(iso);
	if (dayOf(at) === dayOf(now)) return clock(iso);
	const isNear = at - now < 6 * DAY_MS;
	const day = isNear ? formatted(at, { weekday: "long" }) : shortDay(iso);
	return `${day} ${clock(iso)}`;
}
