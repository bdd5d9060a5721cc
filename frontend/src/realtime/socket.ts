/** The one live connection: Frappe's socket.io, in the namespace of the site. */

import { io, type Socket } from "socket.io-client";
import { computed, ref } from "vue";
import { useBoot } from "@/boot";

export type LinkState = "live" | "reconnecting" | "offline";

const connected = ref(false);
const online = ref(navigator.onLine);
let socket: Socket | null = null;

/** What the page may say of its live connection. */
export const linkState = computed<LinkState>(() => {
	if (!online.value) return "offline";
	return connected.value ? "live" : "reconnecting";
});

/** Connect once; later calls return the same socket. */
export function connect(): Socket {
	if (socket) return socket;
	const { site_name: site, socketio_port: port } = useBoot();
	const origin = port ? `${location.protocol}//${location.hostname}:${port}` : location.origin;
	socket = io(`${origin}/${site}`, { withCredentials: true, reconnectionDelayMax: 10_000 });
	socket.on("connect", () => (connected.value = true));
	socket.on("disconnect", () => (connected.value = false));
	return socket;
}

/** Connect again with the cookie of a new session. */
export function reconnect(): void {
	socket?.disconnect().connect();
}

window.addEventListener("online", () => (online.value = true));
window.addEventListener("offline", () => (online.value = false));
