/** Numbers with their units, in the user's language; null becomes a dash, never a zero. */

import { useBoot } from "@/boot";
import { __ } from "@/i18n/translate";

export const NONE = "–";
const MINUS = "−";
const NARROW_SPACE = "\u202f";

const LOCALES = { fr: "fr-CA", en: "en-CA" } as const;

export function locale(): string {
	return LOCALES[useBoot().language];
}

/** A number with `digits` decimals and a true minus sign. */
export function decimal(value: number | null | undefined, digits = 1): string {
	if (value == null || Number.isNaN(value)) return NONE;
	const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
	return new Intl.NumberFormat(locale(), options).format(value).replace(/^[-‑]/, MINUS);
}

/** A count with the language's thousands separator. */
export function count(value: number | null | undefined): string {
	return decimal(value, 0);
}

export function quantity(value: number | null | undefined, unit: string, digits = 1): string {
	return value == null ? NONE : `${decimal(value, digits)}${NARROW_SPACE}${unit}`;
}

export function decibels(value: number | null | undefined, digits = 1): string {
	return quantity(value, "dBm", digits);
}

/** A share in percent without decimals: 96 % in French, 96% in English. */
export function percent(value: number | null | undefined): string {
	if (value == null) return NONE;
	return useBoot().language === "fr" ? quantity(value, "%", 0) : `${decimal(value, 0)}%`;
}

/** A link's speed: 866 Mbit/s, 2.5 Gbit/s. */
export function rate(megabits: number | null | undefined): string {
	if (megabits == null) return NONE;
	if (megabits >= 1000) return quantity(megabits / 1000, __("Gbit/s"), megabits % 1000 === 0 ? 0 : 1);
	return quantity(megabits, __("Mbit/s"), megabits < 10 ? 1 : 0);
}

export function money(amount: number | null | undefined, currency?: string | null): string {
	if (amount == null) return NONE;
	const style = { style: "currency", currency: currency || useBoot().currency } as const;
	return new Intl.NumberFormat(locale(), { ...style, currencyDisplay: "narrowSymbol" })
		.format(amount)
		.replace(/^[-‑]/, MINUS);
}
