import { describe, expect, it } from "vitest";
import { RX_ZONES, rxGrade, rxPosition, wifiBars } from "./signal";

describe("light levels", () => {
	it("are graded as the class B+ budget says", () => {
		expect([-28.4, -27, -26, -25, -20, -8, -5].map(rxGrade)).toEqual([
			"bad",
			"marginal",
			"marginal",
			"good",
			"good",
			"good",
			"bad",
		]);
	});

	it("beyond the scale stand at its ends", () => {
		expect(rxPosition(-45)).toBe(0);
		expect(rxPosition(3)).toBe(100);
	});

	it("have zones that follow each other without a hole", () => {
		for (const [index, zone] of RX_ZONES.slice(1).entries()) expect(zone.from).toBe(RX_ZONES[index]?.to);
	});
});

describe("Wi-Fi levels", () => {
	it("light more bars when stronger, none when unknown", () => {
		expect([-90, -80, -70, -65, -50].map(wifiBars)).toEqual([0, 1, 2, 3, 4]);
		expect(wifiBars(null)).toBeNull();
	});
});
