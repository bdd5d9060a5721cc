/** `npm run dev:mock`: the pages on invented data, without a site. Live messages do not exist here: pages poll. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { messages } from "./messages";
import { BOOT } from "./mockBoot";
import { clientPage } from "./mockClientPage";
import { listClients, search } from "./mockClients";
import { FLEET } from "./mockDevices";
import { diagnosis, readings } from "./mockDiagnosis";
import { FLOW_METHODS } from "./mockFlows";
import { MESSAGE_METHODS } from "./mockMessages";

type Values = Record<string, string>;

const STEP_MS = 3500;
const refreshes = new Map<string, { id: string; at: number }>();
let language: "fr" | "en" = "fr";

const METHODS: Record<string, (values: Values) => unknown> = {
	"session.boot": () => boot(),
	"session.set_language": (values) => {
		language = values.language === "en" ? "en" : "fr";
		return boot();
	},
	"search.search": (values) => search(values.query ?? ""),
	"clients.list_clients": (values) => listClients(values),
	"clients.client": (values) => clientPage(values.name ?? ""),
	"devices.diagnose": (values) => {
		if (values.refresh === "1")
			refreshes.set(values.equipment ?? "", { id: String(Date.now()), at: Date.now() });
		return { ...diagnosis(values.equipment ?? ""), refresh: refreshOf(values.equipment ?? "") };
	},
	"devices.task": (values) => ({
		id: String(Date.now()),
		equipment: values.equipment,
		action: values.action,
		state: "queued",
		message: "Waiting for a worker",
		ended: false,
	}),
	"devices.readings": (values) => readings(values.equipment ?? ""),
	"devices.fleet_summary": () => FLEET,
	...MESSAGE_METHODS,
	...FLOW_METHODS,
};

/** A Vite plugin that answers /api/method itself. */
export function mockSite(): Plugin {
	return {
		name: "mock-site",
		configureServer(server) {
			server.middlewares.use("/api/method", (request, response) => void answer(request, response));
			server.middlewares.use((request, _response, next) => {
				if (request.url?.startsWith("/ops")) request.url = "/index.html";
				next();
			});
		},
	};
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? "", "http://mock");
	const values = { ...Object.fromEntries(url.searchParams), ...(await bodyOf(request)) };
	const method = METHODS[url.pathname.replace("/gigafibre_fsm.api.", "")];
	await new Promise((resolve) => setTimeout(resolve, 120));
	response.setHeader("Content-Type", "application/json");
	response.statusCode = method ? 200 : 404;
	response.end(JSON.stringify({ message: method?.(values) }));
}

async function bodyOf(request: IncomingMessage): Promise<Values> {
	let text = "";
	for await (const chunk of request) text += String(chunk);
	const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
	return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
}

function boot() {
	return { ...BOOT, language, messages: messages(language) };
}

function refreshOf(equipment: string) {
	const started = refreshes.get(equipment);
	if (!started) return null;
	const step = Math.floor((Date.now() - started.at) / STEP_MS);
	const labels = [
		"Asking the modem for its fibre, ports and hosts (up to 15 s)",
		"Reading the mesh (up to 10 s)",
	];
	return {
		id: started.id,
		state: step < 2 ? "running" : "done",
		step: Math.min(step + 1, 2),
		steps: 2,
		label: labels[step] ?? "Up to date",
		started_at: new Date(started.at).toISOString(),
		message: null,
	};
}
