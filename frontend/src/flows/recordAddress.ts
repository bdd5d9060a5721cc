/** Where a record that a flow is about can be read: in our pages when they have it, else in ERPNext's desk. */

import type { RouteLocationRaw } from "vue-router";

export interface Place {
	/** In our pages. */
	to?: RouteLocationRaw;
	/** In the desk. */
	href?: string;
}

export function recordAddress(doctype: string, name: string): Place {
	if (doctype === "Customer") return { to: { name: "client", params: { customer: name } } };
	if (doctype === "Service Equipment") return { to: { name: "equipment", params: { equipment: name } } };
	if (doctype === "Conversation") return { to: { name: "conversation", params: { conversation: name } } };
	if (doctype === "Flow Run") return { to: { name: "flow-run", params: { run: name } } };
	return { href: `/desk/${doctype.toLowerCase().replaceAll(" ", "-")}/${encodeURIComponent(name)}` };
}
