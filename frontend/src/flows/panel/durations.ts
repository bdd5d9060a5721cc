/** Minutes as an amount of the largest unit that holds them whole, and back. */

export type Unit = "minutes" | "hours" | "days" | "weeks";

export interface Span {
	amount: number;
	unit: Unit;
}

const MINUTES: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440, weeks: 10080 };

export function spanOf(minutes: number): Span {
	const units = Object.keys(MINUTES).toReversed() as Unit[];
	const unit = minutes ? (units.find((one) => minutes % MINUTES[one] === 0) ?? "minutes") : "minutes";
	return { amount: minutes / MINUTES[unit], unit };
}

export function minutesOf({ amount, unit }: Span): number {
	return Math.round(amount * MINUTES[unit]);
}
