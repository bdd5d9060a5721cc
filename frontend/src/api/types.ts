/** What the API answers, field by field (gigafibre_fsm/api). Times are ISO 8601; null means "not known". */

export type SignalState = "good" | "marginal" | "bad" | "offline" | "unknown";

export interface LiveState {
	state: SignalState;
	rx_dbm: number | null;
	online: boolean;
	at: string;
	age_s: number;
}

export interface Equipment {
	name: string;
	equipment_type: string;
	brand: string | null;
	model: string | null;
	serial_number: string | null;
	mac_address: string | null;
	status: string;
	ip_address: string | null;
	firmware: string | null;
	live: LiveState | null;
}

export interface EquipmentIdentity extends Equipment {
	customer: string | null;
	customer_name: string | null;
	service_location: string | null;
	location_title: string | null;
	genieacs_device_id: string | null;
}

export type SearchKind = "customer" | "location" | "equipment" | "contact";

export interface SearchResult {
	kind: SearchKind;
	doctype: string;
	name: string;
	customer: string | null;
	customer_name: string | null;
	title: string;
	subtitle: string | null;
	match: { field: string; value: string } | null;
	status: string | null;
	score: number;
}

export interface SearchAnswer {
	query: string;
	took_ms: number;
	results: SearchResult[];
}

export interface ClientRow {
	name: string;
	customer_name: string;
	customer_group: string | null;
	disabled: boolean;
	city: string | null;
	phone: string | null;
	email: string | null;
	subscriptions_active: number;
	equipment_count: number;
	outstanding: number | null;
	monthly: number | null;
}

export interface ClientList {
	rows: ClientRow[];
	start: number;
	page_length: number;
	has_more: boolean;
	total: number;
}

export interface Customer {
	name: string;
	customer_name: string;
	customer_type: string | null;
	customer_group: string | null;
	language: string | null;
	legacy_account_id: string | null;
	disabled: boolean;
	since: string | null;
	ppa_enabled: boolean;
	outstanding: number | null;
	currency: string;
	monthly: number | null;
}

export interface Contact {
	name: string;
	full_name: string;
	role: string | null;
	phone: string | null;
	mobile: string | null;
	email: string | null;
	is_primary: boolean;
}

export interface Subscription {
	name: string;
	plan_name: string;
	plan_type: string | null;
	status: string;
	price: number | null;
	frequency: string | null;
	currency: string | null;
	service_location: string | null;
	radius_user: string | null;
	activated_on: string | null;
	download_speed?: number | null;
	upload_speed?: number | null;
}

export interface Location {
	name: string;
	title: string;
	address_line1: string | null;
	address_line2: string | null;
	city: string | null;
	postal_code: string | null;
	connection_type: string | null;
	olt: string | null;
	olt_port: string | null;
	vlan: number | string | null;
	latitude: number | null;
	longitude: number | null;
	status: string | null;
	access_notes: string | null;
	equipment: Equipment[];
	subscriptions: Subscription[];
}

export interface Ticket {
	name: string;
	subject: string;
	status: string;
	priority: string | null;
	opened_on: string;
	modified: string;
}

export interface Invoice {
	name: string;
	posting_date: string;
	due_date: string | null;
	grand_total: number;
	outstanding_amount: number;
	status: string;
	currency: string | null;
}

export interface Job {
	name: string;
	subject: string;
	status: string;
	job_type: string | null;
	scheduled_start: string | null;
	technician_name: string | null;
}

export type TimelineKind = "ticket" | "invoice" | "payment" | "job" | "move" | "message" | "comment";

export interface TimelineEvent {
	at: string;
	kind: TimelineKind;
	title: string;
	detail: string | null;
	doctype: string;
	name: string;
	by: string | null;
	amount?: number;
	currency?: string | null;
}

export interface ClientPage {
	customer: Customer;
	contacts: Contact[];
	locations: Location[];
	equipment_elsewhere: Equipment[];
	subscriptions: Subscription[];
	tickets: Ticket[];
	invoices: Invoice[];
	jobs: Job[];
	timeline: TimelineEvent[];
	permissions: Record<string, boolean>;
}

export interface FleetSummary {
	total: number;
	online: number;
	offline: number;
	never: number;
	by_model: { model: string | null; firmware: string | null; count: number; online: number }[];
	rx: { good: number; marginal: number; bad: number; none: number; unknown: number };
	took_s: number;
	at: string;
}
