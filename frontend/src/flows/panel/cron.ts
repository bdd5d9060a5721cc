/** Schedules of five fields (minute, hour, day, month, weekday), by the site's clock: when next, and in words. */

import { locale } from "@/format/numbers";
import { momentOf, wallTime } from "@/format/zones";
import { __ } from "@/i18n/translate";

interface Part {
	values: Set<number>;
	/** Whether the field says "*": of day and weekday only the one that is restricted counts. */
	isAny: boolean;
}

type Cron = [minute: Part, hour: Part, day: Part, month: Part, weekday: Part];

const LIMITS = [
	[0, 59],
	[0, 23],
	[1, 31],
	[1, 12],
	[0, 7],
] as const;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");
const NUMBER = /^\d+$/;
const DAY_MS = 86_400_000;
/** 29 February comes after eight years at the latest. */
const MOST_DAYS = 366 * 8;

/** Read a schedule; null for one we cannot read (the site may know more). */
export function parseCron(text: string): Cron | null {
	const fields = text.trim().toLowerCase().split(/\s+/);
	if (fields.length !== 5) return null;
	const parts = fields.map((field, index) => partOf(field, index));
	return parts.every((part) => part !== null) ? (parts as Cron) : null;
}

function partOf(field: string, index: number): Part | null {
	const ranges = field.split(",").map((one) => rangeOf(one, index));
	if (ranges.some((range) => range === null)) return null;
	const values = ranges.flatMap((range) => range ?? []).map((value) => (index === 4 ? value % 7 : value));
	return { values: new Set(values), isAny: field === "*" };
}

/** One range ("9", "9-17", "*", any of them "/2"); null when it is none. */
function rangeOf(text: string, index: number): number[] | null {
	const found = /^(?:\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d+))?$/.exec(text);
	if (!found) return null;
	const [, first, last, every] = found;
	const [low, high] = LIMITS[index] ?? [0, 0];
	const from = first === undefined ? low : numberOf(first, index);
	const to = last === undefined ? endOf(first, every, from, high) : numberOf(last, index);
	const step = Number(every ?? 1);
	const isWithin = from >= low && to <= high && from <= to && step > 0;
	return isWithin
		? Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
		: null;
}

/** "*" and "5\/10" go on to the field's end, "5" is itself. */
function endOf(first: string | undefined, every: string | undefined, from: number, high: number): number {
	return first === undefined || every !== undefined ? high : from;
}

function numberOf(text: string, index: number): number {
	if (index === 3 && MONTHS.includes(text)) return MONTHS.indexOf(text) + 1;
	if (index === 4 && WEEKDAYS.includes(text)) return WEEKDAYS.indexOf(text);
	return NUMBER.test(text) ? Number(text) : NaN;
}

/** The next `count` moments (ms) after `from`; fewer when they do not come. */
export function nextTimes(cron: Cron, from: number, zone: string, count: number): number[] {
	const found: number[] = [];
	const today = wallTime(from, zone);
	const start = Date.UTC(today.year, today.month - 1, today.day);
	for (let days = 0; days < MOST_DAYS && found.length < count; days++) {
		const date = new Date(start + days * DAY_MS);
		if (isDue(cron, date)) found.push(...momentsOf(cron, date, zone).filter((at) => at > from));
	}
	return found.slice(0, count);
}

function isDue([, , day, month, weekday]: Cron, date: Date): boolean {
	if (!month.values.has(date.getUTCMonth() + 1)) return false;
	const onDay = day.values.has(date.getUTCDate());
	const onWeekday = weekday.values.has(date.getUTCDay());
	return day.isAny || weekday.isAny ? onDay && onWeekday : onDay || onWeekday;
}

function momentsOf([minute, hour]: Cron, date: Date, zone: string): number[] {
	const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
	return sorted(hour.values).flatMap((one) =>
		sorted(minute.values).map((other) => momentOf({ ...day, hour: one, minute: other }, zone)),
	);
}

/** A schedule as people say it; null for one that has no plain words. */
export function cronWords(text: string): string | null {
	const cron = parseCron(text);
	if (!cron?.[3].isAny) return null;
	const [minute = "", hour = "", ...days] = text.trim().split(/\s+/);
	if (hour === "*") return days.every((one) => one === "*") ? withinHour(minute) : null;
	return NUMBER.test(minute) && NUMBER.test(hour)
		? onDays(cron, days[0] ?? "", clock(Number(hour), Number(minute)))
		: null;
}

function onDays([, , , , weekday]: Cron, day: string, time: string): string | null {
	if (day === "*") return weekday.isAny ? __("Every day at {0}", [time]) : onWeekdays(weekday.values, time);
	const isOneDay = weekday.isAny && NUMBER.test(day);
	return isOneDay ? __("On day {0} of every month at {1}", [Number(day), time]) : null;
}

function withinHour(minute: string): string | null {
	const every = /^\*\/(\d+)$/.exec(minute);
	if (every) return __("Every {0} minutes", [Number(every[1])]);
	if (minute === "*") return __("Every minute");
	if (minute === "0") return __("Every hour");
	return NUMBER.test(minute) ? __("Every hour at {0} minutes past", [Number(minute)]) : null;
}

function onWeekdays(days: ReadonlySet<number>, time: string): string {
	const isWorking = days.size === 5 && !days.has(0) && !days.has(6);
	if (isWorking) return __("Monday to Friday at {0}", [time]);
	// 4 January 1970 was a Sunday.
	const names = sorted(days).map((day) => formatted((day + 3) * DAY_MS, { weekday: "long" }));
	return __("Every {0} at {1}", [new Intl.ListFormat(locale()).format(names), time]);
}

function clock(hour: number, minute: number): string {
	return formatted(Date.UTC(1970, 0, 1, hour, minute), { timeStyle: "short" });
}

function formatted(at: number, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(at);
}

function sorted(values: ReadonlySet<number>): number[] {
	return [...values].sort((one, other) => one - other);
}
