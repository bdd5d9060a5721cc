/** Every call the pages make, by name. Shapes: types.ts and diagnosisTypes.ts. */

import type { Boot, Language } from "@/boot";
import { read, write, type CallOptions } from "./client";
import type { Diagnosis, Readings, Task, TaskAction } from "./diagnosisTypes";
import type { ClientList, ClientPage, FleetSummary, SearchAnswer } from "./types";

export interface ClientQuery {
	query: string;
	status: "" | "enabled" | "disabled";
	order: "name" | "recent";
	start: number;
	page_length: number;
}

export const api = {
	search: (query: string, options?: CallOptions) =>
		read<SearchAnswer>("search.search", { query, limit: 20 }, options),

	clients: (query: ClientQuery, options?: CallOptions) =>
		read<ClientList>("clients.list_clients", { ...query }, options),

	client: (name: string, options?: CallOptions) => read<ClientPage>("clients.client", { name }, options),

	diagnose: (equipment: string, refresh: boolean, options?: CallOptions) =>
		write<Diagnosis>("devices.diagnose", { equipment, refresh: refresh ? 1 : 0 }, options),

	task: (equipment: string, action: TaskAction) => write<Task>("devices.task", { equipment, action }),

	readings: (equipment: string, days: number, options?: CallOptions) =>
		read<Readings>("devices.readings", { equipment, days }, options),

	fleet: (options?: CallOptions) => read<FleetSummary>("devices.fleet_summary", {}, options),

	setLanguage: (language: Language) => write<Boot>("session.set_language", { language }),
};
