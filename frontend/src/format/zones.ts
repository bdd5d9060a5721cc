/** The wall clock of the site's time zone: reading it, and finding the moment at which it shows something. */

export interface WallTime {
	year: number;
	/** 1 to 12. */
	month: number;
	day: number;
	hour: number;
	minute: number;
}

const PARTS = {
	year: "numeric",
	month: "numeric",
	day: "numeric",
	hour: "numeric",
	minute: "numeric",
} as const;

/** What the wall clock of `zone` shows at a moment (ms). */
export function wallTime(at: number, zone: string): WallTime {
	const format = new Intl.DateTimeFormat("en-CA", { ...PARTS, hourCycle: "h23", timeZone: zone });
	const parts = Object.fromEntries(
		format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
	);
	return parts as unknown as WallTime;
}

/** The moment (ms) at which `zone` shows `wall`; days and hours past the end of their month or day run over. */
export function momentOf(wall: WallTime, zone: string): number {
	const asUtc = utcOf(wall);
	const guess = asUtc - offsetAt(asUtc, zone);
	// The clock may have been changed between the guess and the moment.
	return asUtc - offsetAt(guess, zone);
}

function offsetAt(at: number, zone: string): number {
	const minute = Math.floor(at / 60_000) * 60_000;
	return utcOf(wallTime(minute, zone)) - minute;
}

function utcOf({ year, month, day, hour, minute }: WallTime): number {
	return Date.UTC(year, month - 1, day, hour, minute);
}

/** "2026-11-20T08:00" as a form's field writes it, both ways. */
export function toField({ year, month, day, hour, minute }: WallTime): string {
	return new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString().slice(0, 16);
}

export function fromField(text: string): WallTime | null {
	const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
	if (!found) return null;
	const [year, month, day, hour, minute] = found.slice(1).map(Number) as [
		number,
		number,
		number,
		number,
		number,
	];
	return { year, month, day, hour, minute };
}
