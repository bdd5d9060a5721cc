import { describe, expect, it } from "vitest";
import { momentOf, wallTime } from "@/format/zones";
import { snoozeTimes } from "./snoozeTimes";

const ZONE = "America/Toronto";

describe("when a snoozed conversation comes back", () => {
	it("is in the morning of the site's day, not the browser's", () => {
		// Thursday 21:30 in Toronto is Friday in UTC.
		const times = snoozeTimes(Date.parse("2026-11-20T02:30:00Z"), ZONE);
		expect(times).toEqual({
			hour: "2026-11-20T03:30:00.000Z",
			tomorrow: "2026-11-20T13:00:00.000Z",
			monday: "2026-11-23T13:00:00.000Z",
		});
	});

	it("on a Monday means the next one", () => {
		expect(snoozeTimes(Date.parse("2026-11-23T11:00:00Z"), ZONE).monday).toBe("2026-11-30T13:00:00.000Z");
	});

	it("is 8:00 by the wall clock on the day the clocks change", () => {
		expect(snoozeTimes(Date.parse("2026-03-07T17:00:00Z"), ZONE).tomorrow).toBe(
			"2026-03-08T12:00:00.000Z",
		);
		expect(snoozeTimes(Date.parse("2026-10-31T16:00:00Z"), ZONE).tomorrow).toBe(
			"2026-11-01T13:00:00.000Z",
		);
	});

	it("runs over the end of a month", () => {
		expect(snoozeTimes(Date.parse("2026-11-30T17:00:00Z"), ZONE).tomorrow).toBe(
			"2026-12-01T13:00:00.000Z",
		);
	});
});

describe("the wall clock", () => {
	it("is read back as it was set", () => {
		for (const at of ["2026-01-15T12:00:00Z", "2026-07-15T03:59:00Z", "2026-11-01T07:30:00Z"]) {
			expect(momentOf(wallTime(Date.parse(at), ZONE), ZONE)).toBe(Date.parse(at));
		}
	});
});
