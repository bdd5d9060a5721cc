import { describe, expect, it } from "vitest";
import { speak } from "../../tests/setup";
import { decibels, money, NONE, rate } from "./numbers";
import { phone, telephoneLink } from "./phones";
import { ago, day, duration, moment } from "./times";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("levels", () => {
	it("have one decimal and a true minus sign", () => {
		expect(plain(decibels(-28.44))).toBe("−28.4 dBm");
	});

	it("use the comma in French", () => {
		speak("fr");
		expect(plain(decibels(-28.44))).toBe("−28,4 dBm");
	});

	it("that are unknown are a dash, not a zero", () => {
		expect(decibels(null)).toBe(NONE);
		expect(plain(decibels(0))).toBe("0.0 dBm");
	});
});

describe("rates", () => {
	it("change unit at one gigabit", () => {
		expect(plain(rate(866))).toBe("866 Mbit/s");
		expect(plain(rate(1000))).toBe("1 Gbit/s");
		expect(plain(rate(2500))).toBe("2.5 Gbit/s");
		expect(plain(rate(6.5))).toBe("6.5 Mbit/s");
	});
});

describe("money", () => {
	it("is written as each language does", () => {
		expect(plain(money(1234.5))).toBe("$1,234.50");
		speak("fr");
		expect(plain(money(1234.5))).toBe("1 234,50 $");
	});
});

describe("durations", () => {
	it("keep their two largest units", () => {
		expect(duration(3 * 86_400 + 4 * 3600 + 59 * 60)).toBe("3 d 4 h");
		expect(duration(2 * 3600 + 5 * 60 + 9)).toBe("2 h 5 min");
		expect(duration(125)).toBe("2 min");
		expect(duration(45)).toBe("45 s");
		expect(duration(0)).toBe("0 s");
		expect(duration(null)).toBe(NONE);
	});

	it("leave a zero out", () => {
		expect(duration(3 * 86_400 + 60)).toBe("3 d");
	});

	it("speak French", () => {
		speak("fr", { "{0} d": "{0} j" });
		expect(duration(3 * 86_400 + 4 * 3600)).toBe("3 j 4 h");
	});
});

describe("ages", () => {
	it("are said in one unit", () => {
		expect([2, 40, 200, 7300, 200_000].map(ago)).toEqual([
			"just now",
			"40 s ago",
			"3 min ago",
			"2 h ago",
			"2 d ago",
		]);
	});
});

describe("dates", () => {
	it("of a plain day never shift with the time zone", () => {
		expect(day("2026-11-01")).toBe("Nov 1, 2026");
		speak("fr");
		expect(day("2026-11-01")).toBe("1 nov. 2026");
	});

	it("with a time are in the site's zone", () => {
		expect(moment("2026-11-20T03:30:00Z")).toContain("19");
	});

	it("that are missing or wrong are a dash", () => {
		expect(day(null)).toBe(NONE);
		expect(day("soon")).toBe(NONE);
	});
});

describe("phones", () => {
	it("are grouped as people here read them", () => {
		expect(phone("+14185550123")).toBe("418 555-0123");
		expect(phone("418.555.0123")).toBe("418 555-0123");
	});

	it("from elsewhere are left as they are", () => {
		expect(phone("+33 1 99 00 12 34")).toBe("+33 1 99 00 12 34");
		expect(phone(null)).toBe("");
	});

	it("become links without spaces", () => {
		expect(telephoneLink("+1 418 555-0123")).toBe("tel:+14185550123");
	});
});
