/** Where a search result leads: devices to their diagnosis, flows to the editor, all else to its customer's file. */

import type { RouteLocationRaw } from "vue-router";
import type { RecentItem } from "./palette";

export function destination(item: RecentItem): RouteLocationRaw {
	if (item.kind === "flow") return { name: "flow", params: { template: item.name } };
	if (item.kind === "equipment") return equipmentRoute(item.name, item.customer);
	const customer = item.kind === "customer" ? item.name : item.customer;
	return customer ? { name: "client", params: { customer } } : { name: "clients" };
}

export function equipmentRoute(equipment: string, customer: string | null): RouteLocationRaw {
	if (!customer) return { name: "equipment", params: { equipment } };
	return { name: "client-equipment", params: { customer, equipment } };
}
