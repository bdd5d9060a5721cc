/** Invented clients, devices and readings in the shapes of the API. */

import type { Diagnosis, Host, Readings, Summary } from "../src/api/diagnosisTypes";
import type {
	ClientList,
	ClientPage,
	ClientRow,
	Equipment,
	FleetSummary,
	SearchAnswer,
} from "../src/api/types";

const NAMES =
	"Marie Tremblay,Jean-François Côté,Ferme des Érables inc.,Luc Gagnon,Sophie Bélanger,Dépanneur du Coin,Émilie Roy,Garage Bouchard,Nathalie Pelletier,Olivier Lévesque,Clinique du Lac,Amélie Fortin".split(
		",",
	);
const CITIES = ["Rimouski", "Saint-Fabien", "Le Bic", "Sainte-Luce", "Mont-Joli"];

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

export const BOOT = {
	site_name: "mock",
	csrf_token: "mock",
	user: "agent@gigafibre.example",
	full_name: "Camille Agent",
	user_image: null,
	roles: ["FSM Manager"],
	capabilities: { reboot: true, factory_reset: true, settings: true, create_job: true, see_billing: true },
	socketio_port: null,
	version: "0.1.0",
	default_company: "Gigafibre",
	currency: "CAD",
	time_zone: "America/Toronto",
};

const CLIENTS: ClientRow[] = Array.from({ length: 180 }, (_, index) => ({
	name: `CUST-2026-${String(index + 1).padStart(5, "0")}`,
	customer_name: NAMES[index % NAMES.length] + (index < NAMES.length ? "" : ` ${index}`),
	customer_group: index % 3 ? "Individual" : "Commercial",
	disabled: index % 17 === 16,
	city: CITIES[index % CITIES.length] ?? null,
	phone: `+1418555${String(100 + (index % 99)).padStart(4, "0")}`,
	email: `client${index}@example.com`,
	subscriptions_active: 1 + (index % 2),
	equipment_count: 1 + (index % 4),
	outstanding: index % 5 ? 0 : 79.95 + index,
	monthly: 79.95 + (index % 4) * 15,
}));

export function listClients(values: Record<string, string>): ClientList {
	const start = Number(values.start ?? 0);
	const wanted = CLIENTS.filter((row) => {
		const named = row.customer_name.toLowerCase().includes((values.query ?? "").toLowerCase());
		return named && (!values.status || row.disabled === (values.status === "disabled"));
	});
	const rows = wanted.slice(start, start + 50);
	return { rows, start, page_length: 50, has_more: start + 50 < wanted.length, total: wanted.length };
}

function device(name: string, extra: Partial<Equipment>): Equipment {
	return {
		name,
		equipment_type: "ONT",
		brand: "TP-Link",
		model: "XX230v",
		serial_number: "TPLGB4FB2AC8",
		mac_address: "1C:61:B4:FB:2A:C8",
		status: "Active",
		ip_address: "203.0.113.42",
		firmware: "1.0.7",
		live: { state: "marginal", rx_dbm: -26.1, online: true, at: ago(190), age_s: 190 },
		...extra,
	};
}

const DEVICES = [
	device("EQP-00042", {}),
	device("EQP-00043", {
		equipment_type: "Router",
		model: "HX220",
		serial_number: "22A1B0C34455",
		live: null,
	}),
	device("EQP-00044", {
		equipment_type: "Set-top Box",
		model: "STB-4K",
		serial_number: "STB0099123",
		live: { state: "offline", rx_dbm: null, online: false, at: ago(86_400 * 2), age_s: 86_400 * 2 },
	}),
	device("EQP-00045", { status: "Defective", serial_number: "TPLG00FF12AB", live: null }),
];

export function search(query: string): SearchAnswer {
	const plain = query.toLowerCase();
	const clients = CLIENTS.filter((row) => row.customer_name.toLowerCase().includes(plain)).slice(0, 6);
	const found = DEVICES.filter((one) => one.serial_number?.toLowerCase().includes(plain));
	const owner = CLIENTS[0] as ClientRow;
	return {
		query,
		took_ms: 4,
		results: [
			...found.map((one) => ({
				kind: "equipment" as const,
				doctype: "Service Equipment",
				name: one.name,
				customer: owner.name,
				customer_name: owner.customer_name,
				title: `${one.equipment_type} ${one.model}`,
				subtitle: owner.customer_name,
				match: { field: "serial_number", value: one.serial_number ?? "" },
				status: one.status,
				score: 90,
			})),
			...clients.map((row) => ({
				kind: "customer" as const,
				doctype: "Customer",
				name: row.name,
				customer: row.name,
				customer_name: row.customer_name,
				title: row.customer_name,
				subtitle: row.customer_group,
				match: { field: "phone", value: row.phone ?? "" },
				status: row.disabled ? "Disabled" : "Enabled",
				score: 80,
			})),
		],
	};
}

export function clientPage(name: string): ClientPage {
	const row = CLIENTS.find((one) => one.name === name) ?? (CLIENTS[0] as ClientRow);
	const plan = (title: string, status: string, price: number) => ({
		name: `SUB-${title.length}${price}`,
		plan_name: title,
		plan_type: "Internet",
		status,
		price,
		frequency: "Monthly",
		currency: "CAD",
		service_location: "LOC-00012",
		radius_user: "mtremblay@gigafibre.example",
		activated_on: "2024-03-11",
		download_speed: 1000,
		upload_speed: 1000,
	});
	const subscriptions = [plan("Fibre 1 Gbit/s", "Active", 79.95), plan("Télé de base", "Suspended", 24.95)];
	return {
		customer: {
			...row,
			customer_type: "Individual",
			language: "fr",
			legacy_account_id: "41882",
			since: "2021-05-04T14:00:00Z",
			ppa_enabled: true,
			currency: "CAD",
		},
		contacts: [
			{
				name: "C1",
				full_name: row.customer_name,
				role: null,
				phone: row.phone,
				mobile: row.phone,
				email: row.email,
				is_primary: true,
			},
			{
				name: "C2",
				full_name: "Paul Tremblay",
				role: "Conjoint",
				phone: null,
				mobile: "+14185550188",
				email: null,
				is_primary: false,
			},
		],
		locations: [
			{
				name: "LOC-00012",
				title: "12 rue des Érables, Rimouski",
				address_line1: "12 rue des Érables",
				address_line2: null,
				city: "Rimouski",
				postal_code: "G5L 1A1",
				connection_type: "FTTH",
				olt: "OLT-RIM-1",
				olt_port: "0/3/7",
				vlan: 40,
				latitude: 48.45,
				longitude: -68.52,
				status: "Active",
				access_notes: "Sonner deux fois, le chien est gentil.",
				equipment: DEVICES.slice(0, 3),
				subscriptions,
			},
		],
		equipment_elsewhere: DEVICES.slice(3),
		subscriptions,
		tickets: [
			{
				name: "ISS-2026-00071",
				subject: "Wi-Fi lent dans le sous-sol",
				status: "Open",
				priority: "High",
				opened_on: ago(3600 * 5),
				modified: ago(3600),
			},
			{
				name: "ISS-2026-00012",
				subject: "Déménagement du modem",
				status: "Closed",
				priority: "Medium",
				opened_on: ago(86_400 * 60),
				modified: ago(86_400 * 58),
			},
		],
		invoices: Array.from({ length: 8 }, (_, index) => ({
			name: `FAC-2026-${String(900 - index).padStart(5, "0")}`,
			posting_date: ago(86_400 * (12 + index * 30)).slice(0, 10),
			due_date: ago(86_400 * (index * 30)).slice(0, 10),
			grand_total: 120.61,
			outstanding_amount: index ? 0 : 60.3,
			status: index ? "Paid" : "Partly Paid",
			currency: "CAD",
		})),
		jobs: [
			{
				name: "DJ-00301",
				subject: "Vérifier le connecteur optique",
				status: "Scheduled",
				job_type: "Repair",
				scheduled_start: ago(-86_400),
				technician_name: "Alex Pelletier",
			},
		],
		timeline: [
			{
				at: ago(3600),
				kind: "message",
				title: "SMS",
				detail: "Bonjour, l'Internet est encore lent au sous-sol.",
				doctype: "Communication",
				name: "M1",
				by: "+14185550100",
			},
			{
				at: ago(3600 * 5),
				kind: "ticket",
				title: "Wi-Fi lent dans le sous-sol",
				detail: "Open",
				doctype: "Issue",
				name: "T1",
				by: "Camille",
			},
			{
				at: ago(86_400 * 3),
				kind: "payment",
				title: "60,31 $",
				detail: "Carte",
				doctype: "Payment Entry",
				name: "P1",
				by: null,
			},
			{
				at: ago(86_400 * 12),
				kind: "invoice",
				title: "120,61 $",
				detail: "Partly Paid",
				doctype: "Sales Invoice",
				name: "F1",
				by: null,
			},
			{
				at: ago(86_400 * 40),
				kind: "move",
				title: "EQP-00042",
				detail: "In Stock → Active",
				doctype: "Service Equipment",
				name: "EQP-00042",
				by: "alex",
			},
		],
		permissions: BOOT.capabilities,
	};
}

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

export const FLEET: FleetSummary = {
	total: 7600,
	online: 7012,
	offline: 541,
	never: 47,
	by_model: [
		{ model: "XX230v", firmware: "1.0.7 Build 20250311", count: 4210, online: 3990 },
		{ model: "HG8245Q2", firmware: "V5R021C00S200", count: 1822, online: 1690 },
		{ model: "HT803G-WS2", firmware: "2.4.1", count: 1011, online: 905 },
		{ model: "EX220", firmware: "1.2.0 0.9.1", count: 557, online: 427 },
	],
	rx: { good: 6240, marginal: 511, bad: 188, none: 74, unknown: 587 },
	took_s: 6.2,
	at: ago(20),
};
