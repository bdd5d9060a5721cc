import { describe, expect, it } from "vitest";
import type { Reading } from "@/api/diagnosisTypes";
import { nearest, trendOf } from "./trend";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const FRAME = { width: 300, gutter: 0, height: 100, days: 30, now: NOW };

function reading(daysAgo: number, rx: number | null): Reading {
	const at = new Date(NOW - daysAgo * 86_400_000).toISOString();
	return { at, rx_dbm: rx, tx_dbm: null, temperature_c: null, online: rx !== null };
}

describe("trendOf", () => {
	it("breaks the line where there was no light", () => {
		const points = [10, 9, 8, 7, 6].map((day) => reading(day, day === 8 ? null : -21));
		expect(trendOf(points, FRAME).lines).toHaveLength(2);
	});

	it("puts the oldest left and the weakest low", () => {
		const [old, recent] = trendOf([reading(20, -20), reading(1, -26)], FRAME).dots;
		expect(old?.x).toBeLessThan(recent?.x ?? 0);
		expect(old?.y).toBeLessThan(recent?.y ?? 0);
	});

	it("does not blow half a decibel of noise up to the whole height", () => {
		const [a, b] = trendOf([reading(2, -21), reading(1, -21.5)], FRAME).dots;
		expect(Math.abs((a?.y ?? 0) - (b?.y ?? 0))).toBeLessThan(10);
	});

	it("survives having no level at all", () => {
		expect(trendOf([reading(1, null)], FRAME).dots).toEqual([]);
	});

	it("finds the reading nearest to the pointer", () => {
		const { dots } = trendOf([reading(20, -20), reading(10, -22), reading(1, -26)], FRAME);
		expect(nearest(dots, 195)?.reading.rx_dbm).toBe(-22);
	});
});
