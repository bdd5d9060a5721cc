/** Invented clients, and what the search finds of them. */

import type { ClientList, ClientRow, SearchAnswer } from "../src/api/types";
import { DEVICES } from "./mockDevices";

const NAMES =
	"Marie Tremblay,Jean-François Côté,Ferme des Érables inc.,Luc Gagnon,Sophie Bélanger,Dépanneur du Coin,Émilie Roy,Garage Bouchard,Nathalie Pelletier,Olivier Lévesque,Clinique du Lac,Amélie Fortin".split(
		",",
	);
const CITIES = ["Rimouski", "Saint-Fabien", "Le Bic", "Sainte-Luce", "Mont-Joli"];

export const CLIENTS: ClientRow[] = Array.from({ length: 180 }, (_, index) => ({
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
