/** The addresses of /ops. A pane that opens beside a list has its own address, so it can be sent to a colleague. */

import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";

const clients = () => import("./clients/ClientsPage.vue");
const equipment = () => import("./equipment/EquipmentPage.vue");

const routes: RouteRecordRaw[] = [
	{ path: "/", name: "dashboard", component: () => import("./dashboard/DashboardPage.vue") },
	{ path: "/clients", name: "clients", component: clients },
	{ path: "/clients/:customer", name: "client", component: clients, props: true },
	{
		path: "/clients/:customer/equipment/:equipment",
		name: "client-equipment",
		component: clients,
		props: true,
	},
	{ path: "/equipment", name: "fleet", component: equipment },
	{ path: "/equipment/:equipment", name: "equipment", component: equipment, props: true },
	{ path: "/:path(.*)*", name: "nowhere", component: () => import("./shell/NowherePage.vue") },
];

export const router = createRouter({ history: createWebHistory("/ops"), routes });
