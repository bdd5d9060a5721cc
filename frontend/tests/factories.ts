/** What the API would answer, with only what a test cares about to be said. */

import type {
	Diagnosis,
	CustomerMessage,
	DiagnosisMessage,
	Host,
	MeshNode,
	Refresh,
	Summary,
	Task,
	WireMessage,
} from "@/api/diagnosisTypes";

export function makeHost(changes: Partial<Host> = {}): Host {
	return {
		name: "Laptop",
		ip: "192.168.1.20",
		mac: "02:00:5E:00:53:01",
		active: true,
		connection: "wifi",
		node: null,
		band: "5 GHz",
		signal_dbm: -55,
		rate_mbps: 866,
		lease_s: null,
		...changes,
	};
}

export function makeNode(changes: Partial<MeshNode> = {}): MeshNode {
	return {
		mac: "02:00:5E:00:53:A0",
		name: "Living room",
		model: "XX230v",
		controller: true,
		active: true,
		ip: null,
		backhaul: null,
		uptime_s: null,
		clients: null,
		...changes,
	};
}

export function makeSummary(changes: Partial<Summary> = {}): Summary {
	return {
		device: {
			id: null,
			serial: "TPLGB4FB2AC8",
			gpon_sn: null,
			vendor: "TP-Link",
			model: "XX230v",
			firmware: null,
			hardware: null,
			uptime_s: null,
			last_inform: null,
			online: true,
			cpu_pct: null,
			memory_free_pct: null,
		},
		optical: {
			status: "Up",
			rx_dbm: -21.4,
			tx_dbm: null,
			temperature_c: null,
			voltage_v: null,
			bias_ma: null,
			confidence: "confirmed",
		},
		wan: [],
		ethernet: [],
		radios: [],
		ssids: [],
		mesh: [],
		hosts: [],
		findings: [],
		...changes,
	};
}

export function makeRefresh(changes: Partial<Refresh> = {}): Refresh {
	return {
		id: "first",
		state: "running",
		step: 1,
		steps: 2,
		label: "Asking the modem",
		started_at: "2026-11-20T12:00:00Z",
		message: null,
		...changes,
	};
}

export function makeDiagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
	return {
		equipment: {
			name: "EQP-00042",
			equipment_type: "ONT",
			brand: "TP-Link",
			model: "XX230v",
			serial_number: "TPLGB4FB2AC8",
			mac_address: null,
			status: "Active",
			ip_address: null,
			firmware: null,
			live: null,
			customer: "CUST-1",
			customer_name: "Marie Exemple",
			service_location: "LOC-1",
			location_title: "12 rue des Érables",
			genieacs_device_id: null,
		},
		summary: makeSummary(),
		at: "2026-11-20T11:57:00Z",
		age_s: 200,
		sources: [],
		refresh: null,
		...changes,
	};
}

export function makeMessage(changes: Partial<DiagnosisMessage> = {}): DiagnosisMessage {
	return {
		kind: "diagnosis",
		equipment: "EQP-00042",
		summary: null,
		at: null,
		age_s: null,
		sources: [],
		refresh: makeRefresh(),
		...changes,
	};
}

/** A message as the server sends it: in each language. */
export function wired({ kind, equipment, ...said }: CustomerMessage): WireMessage {
	return { kind, equipment, in: { fr: { label: "pas pour nous" }, en: said } };
}

export function makeTask(changes: Partial<Task> = {}): Task {
	const ended = changes.state === "done" || changes.state === "failed";
	return {
		id: "t1",
		equipment: "EQP-00042",
		action: "reboot",
		state: "queued",
		message: null,
		ended,
		...changes,
	};
}
