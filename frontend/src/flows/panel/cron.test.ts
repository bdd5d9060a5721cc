import { describe, expect, it } from "vitest";
import { speak } from "../../../tests/setup";
import { cronWords, nextTimes, parseCron } from "./cron";

const ZONE = "America/Toronto";
const NOON = Date.parse("2026-11-21T17:00:00Z");

function next(text: string, count = 3): string[] {
	const cron = parseCron(text);
	return cron ? nextTimes(cron, NOON, ZONE, count).map((at) => new Date(at).toISOString()) : [];
}

describe("the next times of a schedule", () => {
	it("are by the site's clock, also over a change of it", () => {
		expect(next("0 9 * * *", 2)).toEqual(["2026-11-22T14:00:00.000Z", "2026-11-23T14:00:00.000Z"]);
		expect(next("30 8 1 7 *", 1)).toEqual(["2027-07-01T12:30:00.000Z"]);
	});

	it("follow lists, ranges, steps and names", () => {
		expect(next("*/30 13-14 * * *")).toEqual([
			"2026-11-21T18:00:00.000Z",
			"2026-11-21T18:30:00.000Z",
			"2026-11-21T19:00:00.000Z",
		]);
		expect(next("0 9 * * mon,fri", 2)).toEqual(["2026-11-23T14:00:00.000Z", "2026-11-27T14:00:00.000Z"]);
		expect(next("0 9 * * 7", 1)).toEqual(["2026-11-22T14:00:00.000Z"]);
	});

	it("are on either day when both a day and a weekday are named", () => {
		expect(next("0 9 24 * sun", 2)).toEqual(["2026-11-22T14:00:00.000Z", "2026-11-24T14:00:00.000Z"]);
	});

	it("are none for a day that never comes, and what is no schedule is said so", () => {
		expect(next("0 9 31 2 *")).toEqual([]);
		for (const text of ["", "0 9 * *", "61 9 * * *", "0 9 * * moon", "5-1 * * * *", "*/0 * * * *"])
			expect(parseCron(text)).toBeNull();
	});
});

describe("a schedule in words", () => {
	it("says the patterns people use", () => {
		expect(cronWords("0 9 * * *")).toBe("Every day at 9:00 a.m.");
		expect(cronWords("*/15 * * * *")).toBe("Every 15 minutes");
		expect(cronWords("5 * * * *")).toBe("Every hour at 5 minutes past");
		expect(cronWords("30 14 * * 1-5")).toBe("Monday to Friday at 2:30 p.m.");
		expect(cronWords("0 9 * * mon,thu")).toBe("Every Monday and Thursday at 9:00 a.m.");
		expect(cronWords("0 9 1 * *")).toBe("On day 1 of every month at 9:00 a.m.");
	});

	it("names the weekday in the reader's language", () => {
		speak("fr", { "Every {0} at {1}": "Chaque {0} à {1}" });

		expect(cronWords("0 9 * * 1")).toBe("Chaque lundi à 09 h 00");
	});

	it("keeps silent about those it would get wrong", () => {
		expect(cronWords("0 9 1 1 *")).toBeNull();
		expect(cronWords("0 9,17 * * *")).toBeNull();
		expect(cronWords("nonsense")).toBeNull();
	});
});
