/** A device's diagnosis as the API answers it, and the live messages that keep it current. */

import type { EquipmentIdentity } from "./types";

export type Severity = "critical" | "warning" | "info";
export type Confidence = "confirmed" | "unconfirmed" | "none";

export interface DeviceFacts {
	id: string | null;
	serial: string | null;
	gpon_sn: string | null;
	vendor: string | null;
	model: string | null;
	firmware: string | null;
	hardware: string | null;
	uptime_s: number | null;
	last_inform: string | null;
	online: boolean | null;
	cpu_pct: number | null;
	memory_free_pct: number | null;
}

export interface Optical {
	status: string | null;
	rx_dbm: number | null;
	tx_dbm: number | null;
	temperature_c: number | null;
	voltage_v: number | null;
	bias_ma: number | null;
	confidence: Confidence;
}

export interface WanLink {
	name: string | null;
	service: string | null;
	connection: string | null;
	status: string | null;
	ip: string | null;
	gateway: string | null;
	dns: string | string[] | null;
	username: string | null;
	vlan: number | null;
}

export interface EthernetPort {
	name: string | null;
	status: string | null;
	speed_mbps: number | null;
	duplex: string | null;
}

export interface Radio {
	band: string | null;
	channel: number | null;
	standard: string | null;
	bandwidth: string | null;
	enabled: boolean | null;
	clients_direct: number | null;
	clients_mesh: number | null;
}

export interface Ssid {
	band: string | null;
	ssid: string | null;
	enabled: boolean | null;
	guest: boolean | null;
}

export interface MeshNode {
	mac: string | null;
	name: string | null;
	model: string | null;
	controller: boolean | null;
	active: boolean | null;
	ip: string | null;
	backhaul: string | null;
	uptime_s: number | null;
	clients: number | null;
}

export interface Host {
	name: string | null;
	ip: string | null;
	mac: string | null;
	active: boolean | null;
	connection: "wifi" | "wired" | "unknown";
	node: string | null;
	band: string | null;
	signal_dbm: number | null;
	rate_mbps: number | null;
	lease_s: number | null;
}

export interface Finding {
	severity: Severity;
	code: string;
	text: string;
}

export interface Summary {
	device: DeviceFacts;
	optical: Optical;
	wan: WanLink[];
	ethernet: EthernetPort[];
	radios: Radio[];
	ssids: Ssid[];
	mesh: MeshNode[];
	hosts: Host[];
	findings: Finding[];
}

export interface Source {
	name: string;
	label: string;
	state: "ok" | "stale" | "failed" | "off" | "pending";
	message: string | null;
	hint: string | null;
	at: string | null;
}

export type RefreshState = "queued" | "running" | "done" | "failed";

export interface Refresh {
	id: string;
	state: RefreshState;
	step: number;
	steps: number;
	label: string | null;
	started_at: string;
	message: string | null;
}

/** Section → when its values were read from the modem. */
export type Ages = Record<string, string | null>;

export interface Diagnosis {
	equipment: EquipmentIdentity;
	summary: Summary | null;
	at: string | null;
	age_s: number | null;
	ages?: Ages;
	sources: Source[];
	refresh: Refresh | null;
	/** The last thing asked of the device, while the server remembers it. */
	task?: Task | null;
}

export type TaskAction = "reboot" | "refresh" | "factory_reset";
/** "unknown": no answer came in time, it may still be carried out. */
export type TaskState = "queued" | "running" | "done" | "failed" | "unknown";

export interface Task {
	id: string;
	equipment: string;
	action: TaskAction;
	state: TaskState;
	message: string | null;
	/** When this was last known, ISO 8601. */
	at?: string;
	/** Nothing more will be told of it. */
	ended: boolean;
}

export type DiagnosisMessage = { kind: "diagnosis"; equipment: string } & Omit<
	Diagnosis,
	"equipment" | "task"
>;
export type TaskMessage = { kind: "task" } & Task;
/** What the customer's room hears of a device: how far a refresh is, and no measurement. */
export type DeviceMessage = { kind: "device"; equipment: string; refresh: Refresh };
export type CustomerMessage = DiagnosisMessage | TaskMessage | DeviceMessage;

/** A live message as sent: the same in each language, since those who listen do not read the same. */
export interface WireMessage {
	kind: CustomerMessage["kind"];
	equipment: string;
	in: Record<"fr" | "en", object>;
}

export interface Reading {
	at: string;
	rx_dbm: number | null;
	tx_dbm: number | null;
	temperature_c: number | null;
	online: boolean;
}

export interface Readings {
	equipment: string;
	points: Reading[];
}
