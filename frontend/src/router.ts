/** The addresses of /ops. A pane that opens beside a list has its own address, so it can be sent to a colleague. */

import {
	createRouter,
	createWebHistory,
	type RouteLocationNormalized,
	type RouteRecordRaw,
} from "vue-router";

const clients = () => import("./clients/ClientsPage.vue");
const inbox = () => import("./inbox/InboxPage.vue");
const equipment = () => import("./equipment/EquipmentPage.vue");
const flows = () => import("./flows/list/FlowsPage.vue");
const flowEditor = () => import("./flows/editor/FlowEditorPage.vue");
const flowRuns = () => import("./flows/runs/RunsPage.vue");
const flowTasks = () => import("./flows/tasks/TasksPage.vue");

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
	{
		path: "/clients/:customer/messages",
		name: "client-messages",
		component: clients,
		props: ({ params }) => ({ ...params, messages: true }),
	},
	{ path: "/inbox", name: "inbox", component: inbox },
	{ path: "/inbox/:conversation", name: "conversation", component: inbox, props: true },
	{
		path: "/inbox/:conversation/client/:customer",
		name: "conversation-client",
		component: inbox,
		props: true,
	},
	{ path: "/equipment", name: "fleet", component: equipment },
	{ path: "/equipment/:equipment", name: "equipment", component: equipment, props: true },
	{ path: "/flows", name: "flows", component: flows },
	{ path: "/flows/runs", name: "flow-runs", component: flowRuns },
	{ path: "/flows/runs/:run", name: "flow-run", component: flowRuns, props: true },
	{ path: "/flows/tasks", name: "flow-tasks", component: flowTasks },
	{ path: "/flows/tasks/:task", name: "flow-task", component: flowTasks, props: true },
	{ path: "/flows/:template", name: "flow", component: flowEditor, props: true },
	{ path: "/flows/:template/versions", name: "flow-versions", component: flows, props: true },
	{ path: "/:path(.*)*", name: "nowhere", component: () => import("./shell/NowherePage.vue") },
];

/** Once the first page stands, fetch the others' code, so that opening a client waits only for its data. */
export function fetchPagesAhead(): void {
	setTimeout(
		() =>
			void Promise.all([clients(), inbox(), equipment(), flows(), flowRuns(), flowTasks()]).catch(
				() => undefined,
			),
		1500,
	);
}

export const router = createRouter({ history: createWebHistory("/ops"), routes });

/** A list's filter stands in the address and stays while what it names opens and closes beside it. */
router.beforeEach((to, from) => {
	const isBesideList = to.path !== from.path && listOf(to) !== null && listOf(to) === listOf(from);
	const losesFilter = isBesideList && !Object.keys(to.query).length && Object.keys(from.query).length;
	return losesFilter ? { ...to, query: from.query } : true;
});

function listOf({ path }: RouteLocationNormalized): string | null {
	return /^\/(clients|inbox|flows\/runs|flows\/tasks)(\/|$)/.exec(path)?.[1] ?? null;
}

/** After an update of the site, the code of a page not yet opened has another name: load the new pages there. */
router.onError((error: Error, to) => {
	const isGone = /dynamically imported module|preload CSS/i.test(error.message);
	if (isGone && navigator.onLine) location.assign(router.resolve(to).href);
});
