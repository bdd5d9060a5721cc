import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { Equipment, LiveState } from "@/api/types";
import { makeDiagnosis } from "../../tests/factories";
import EquipmentChip from "./EquipmentChip.vue";

const NOW = new Date().toISOString();

function chip(changes: Partial<Equipment>): { text: string; shape: string | undefined } {
	const equipment = { ...makeDiagnosis().equipment, ...changes };
	const props = { equipment, customer: "CUST-1", selected: false };
	const wrapper = mount(EquipmentChip, {
		props,
		global: { stubs: { RouterLink: { template: "<a><slot /></a>" } } },
	});
	const glyph = wrapper.find(".glyph");
	return {
		text: wrapper
			.find(".word")
			.text()
			.replace(/\u202f/g, " "),
		shape: glyph.exists() ? glyph.attributes("data-state") : undefined,
	};
}

function live(changes: Partial<LiveState>): LiveState {
	return { state: "good", rx_dbm: -21.4, online: true, at: NOW, age_s: 0, ...changes };
}

describe("a device's chip", () => {
	it("says its state in a word, a shape and a level", () => {
		expect(chip({ live: live({}) })).toEqual({ text: "Good −21.4 dBm", shape: "good" });
		expect(chip({ live: live({ state: "bad", rx_dbm: -28.4 }) })).toEqual({
			text: "Bad −28.4 dBm",
			shape: "bad",
		});
	});

	it("does not show the old level of a device that is offline", () => {
		expect(chip({ live: live({ state: "offline", online: false }) })).toEqual({
			text: "Offline",
			shape: "offline",
		});
	});

	it("says that an ONT was never read, and only the status of other devices", () => {
		expect(chip({ live: null })).toEqual({ text: "Not read yet", shape: "unknown" });
		expect(chip({ live: null, equipment_type: "Switch" })).toEqual({ text: "Active", shape: undefined });
	});

	it("says that a device which was read without a sure level is online, not that it was never read", () => {
		expect(chip({ live: live({ state: "unknown", rx_dbm: null }) })).toEqual({
			text: "Online",
			shape: "unknown",
		});
	});

	it("gives the status of a device out of service, whatever was read of it", () => {
		expect(chip({ status: "Defective", live: live({}) })).toEqual({
			text: "Defective",
			shape: undefined,
		});
	});
});
