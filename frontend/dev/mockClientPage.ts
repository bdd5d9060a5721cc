/** One invented client's whole file. */

import type { ClientPage, ClientRow } from "../src/api/types";
import { ago, BOOT } from "./mockBoot";
import { CLIENTS } from "./mockClients";
import { DEVICES } from "./mockDevices";

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
