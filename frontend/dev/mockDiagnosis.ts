/** An invented reading of a modem and its trend. */

import type { Diagnosis, Host, Readings, Summary } from "../src/api/diagnosisTypes";
import { ago } from "./mockBoot";
import { CLIENTS } from "./mockClients";
import { DEVICES, device } from "./mockDevices";

function host(name: string | null, last: number, extra: Partial<Host>): Host {
	return {
		name,
		ip: `192.168.1.${last}`,
		mac: `02:00:5E:00:53:${last.toString(16).padStart(2, "0").toUpperCase()}`,
		active: true,
		connection: "wifi",
		node: "1C:61:B4:FB:2A:C8",
		band: "5 GHz",
		signal_dbm: -52,
		rate_mbps: 866,
		lease_s: 40_000,
		...extra,
	};
}

const BASEMENT = "1C:61:B4:00:00:02";
const HALLWAY = "1C:61:B4:00:00:03";

const SUMMARY: Summary = {
	device: {
		id: "1C61B4-Device2-TPLGB4FB2AC8",
		serial: "TPLGB4FB2AC8",
		gpon_sn: "54504C47B4FB2AC8",
		vendor: "TP-Link",
		model: "XX230v",
		firmware: "1.0.7 Build 20250311",
		hardware: "XX230v v1.0",
		uptime_s: 274_980,
		last_inform: ago(190),
		online: true,
		cpu_pct: 12,
		memory_free_pct: 38,
	},
	optical: {
		status: "Up",
		rx_dbm: -26.1,
		tx_dbm: 2.4,
		temperature_c: 47,
		voltage_v: 3.28,
		bias_ma: 11.2,
		confidence: "confirmed",
	},
	wan: [
		{
			name: "ipoe_0_40",
			service: "Internet",
			connection: "IPoE",
			status: "Up",
			ip: "203.0.113.42",
			gateway: "203.0.113.1",
			dns: "192.0.2.53, 198.51.100.53",
			username: null,
			vlan: 40,
		},
		{
			name: "tr069",
			service: "Management",
			connection: "IPoE",
			status: "Up",
			ip: "198.51.100.17",
			gateway: null,
			dns: null,
			username: null,
			vlan: 10,
		},
		{
			name: "voip",
			service: "VoIP",
			connection: "IPoE",
			status: "Down",
			ip: null,
			gateway: null,
			dns: null,
			username: null,
			vlan: 20,
		},
	],
	ethernet: [
		{ name: "LAN1", status: "Up", speed_mbps: 1000, duplex: "Full" },
		{ name: "LAN2", status: "Up", speed_mbps: 100, duplex: "Full" },
		{ name: "LAN3", status: "Down", speed_mbps: null, duplex: null },
		{ name: "LAN4", status: "Down", speed_mbps: null, duplex: null },
		{ name: "WAN", status: "Up", speed_mbps: 2500, duplex: "Full" },
	],
	radios: [
		{
			band: "2.4 GHz",
			channel: 6,
			standard: "b/g/n/ax",
			bandwidth: "20 MHz",
			enabled: true,
			clients_direct: 2,
			clients_mesh: 3,
		},
		{
			band: "5 GHz",
			channel: 36,
			standard: "a/n/ac/ax",
			bandwidth: "80 MHz",
			enabled: true,
			clients_direct: 3,
			clients_mesh: 2,
		},
	],
	ssids: [
		{ band: "2.4 GHz", ssid: "Maison-Tremblay", enabled: true, guest: false },
		{ band: "5 GHz", ssid: "Maison-Tremblay", enabled: true, guest: false },
		{ band: "2.4 GHz", ssid: "Invités", enabled: false, guest: true },
	],
	mesh: [
		{
			mac: HALLWAY,
			name: "Couloir",
			model: "HX220",
			controller: false,
			active: true,
			ip: "192.168.1.3",
			backhaul: "Wi-Fi",
			uptime_s: 91_000,
			clients: 2,
		},
		{
			mac: "1C:61:B4:FB:2A:C8",
			name: "Salon",
			model: "XX230v",
			controller: true,
			active: true,
			ip: "192.168.1.1",
			backhaul: null,
			uptime_s: 274_980,
			clients: 5,
		},
		{
			mac: BASEMENT,
			name: "Sous-sol",
			model: "HX220",
			controller: false,
			active: true,
			ip: "192.168.1.2",
			backhaul: "Wi-Fi",
			uptime_s: 91_000,
			clients: 3,
		},
	],
	hosts: [
		host("iPhone-de-Marie", 20, {}),
		host("Portable-bureau", 21, { signal_dbm: -61, rate_mbps: 1201 }),
		host("Tele-salon", 22, { band: "2.4 GHz", signal_dbm: -70, rate_mbps: 72 }),
		host("Thermostat", 23, { band: "2.4 GHz", signal_dbm: -66, rate_mbps: 6.5 }),
		host("PlayStation", 30, { node: BASEMENT, signal_dbm: -78, rate_mbps: 130 }),
		host("Galaxy-A54", 31, { node: BASEMENT, signal_dbm: -64, rate_mbps: 433 }),
		host(null, 32, { node: BASEMENT, band: "2.4 GHz", signal_dbm: -81, rate_mbps: 19 }),
		host("iPad", 40, { node: HALLWAY, signal_dbm: -48, rate_mbps: 1201 }),
		host("Camera-entree", 41, { node: HALLWAY, band: "2.4 GHz", signal_dbm: -58, rate_mbps: 65 }),
		host("NAS", 50, { connection: "wired", node: null, band: null, signal_dbm: null, rate_mbps: null }),
		host("Imprimante", 51, {
			connection: "unknown",
			node: null,
			band: null,
			signal_dbm: null,
			rate_mbps: null,
		}),
		host("Ancien-telephone", 60, { active: false, signal_dbm: null, rate_mbps: null }),
	],
	findings: [
		{
			severity: "warning",
			code: "rx_marginal",
			text: "Rx −26.1 dBm: between −27 and −25, close to the limit",
		},
		{
			severity: "warning",
			code: "weak_wifi",
			text: "2 clients have a weak signal (below −75 dBm): PlayStation, 192.168.1.32",
		},
		{ severity: "info", code: "slow_port", text: "LAN2 runs at 100 Mbit/s: check its cable" },
	],
};

export function diagnosis(equipment: string): Omit<Diagnosis, "refresh"> {
	const found = DEVICES.find((one) => one.name === equipment) ?? device(equipment, {});
	const isKnown = found.equipment_type === "ONT" && found.status === "Active";
	return {
		equipment: {
			...found,
			customer: CLIENTS[0]?.name ?? null,
			customer_name: CLIENTS[0]?.customer_name ?? null,
			service_location: "LOC-00012",
			location_title: "12 rue des Érables, Rimouski",
			genieacs_device_id: SUMMARY.device.id,
		},
		summary: isKnown ? SUMMARY : null,
		at: isKnown ? ago(190) : null,
		age_s: isKnown ? 190 : null,
		ages: { hosts: isKnown ? ago(640) : null },
		sources: [
			isKnown
				? { name: "acs", label: "GenieACS", state: "ok", message: null, hint: null, at: ago(190) }
				: {
						name: "acs",
						label: "GenieACS",
						state: "failed",
						message: `GenieACS does not know a device with serial ${found.serial_number}`,
						hint: "Compare the serial with the label; a new modem appears after its first Inform.",
						at: null,
					},
		],
	};
}

export function readings(equipment: string): Readings {
	const points = Array.from({ length: 60 }, (_, index) => ({
		at: ago((60 - index) * 43_000),
		rx_dbm:
			index > 30 && index < 34
				? null
				: -21.4 - (index > 40 ? (index - 40) * 0.22 : 0) + Math.sin(index * 2.3) * 0.25,
		tx_dbm: 2.4,
		temperature_c: 46 + Math.round(Math.sin(index) * 3),
		online: true,
	}));
	return { equipment, points };
}
