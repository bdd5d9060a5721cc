/** Following a document's room: its messages while connected, and word when some may have been missed. */

import type { Socket } from "socket.io-client";
import { onScopeDispose, watch } from "vue";
import type { CustomerMessage, WireMessage } from "@/api/diagnosisTypes";
import { useBoot } from "@/boot";
import { connect } from "./socket";

export interface Room {
	doctype: "Customer" | "Service Equipment";
	name: string;
}

interface Listener {
	message: (message: CustomerMessage) => void;
	/** The connection came back: ask again for what may have been said meanwhile. */
	missed: () => void;
}

const EVENT = "fsm_customer";
const watchers = new Map<string, number>();

/** Listen in the room while the component lives and follow when `room` changes. */
export function watchDocument(room: () => Room | null, listener: Listener): void {
	const socket = connect();
	let joined: Room | null = null;
	let wasConnected = socket.connected;

	const onMessage = (message: WireMessage) => listener.message(inOurLanguage(message));
	const onConnect = () => {
		if (joined) socket.emit("doc_subscribe", joined.doctype, joined.name);
		if (wasConnected) listener.missed();
		wasConnected = true;
	};
	const move = (next: Room | null) => {
		if (joined) leave(socket, joined);
		joined = next;
		if (next) join(socket, next);
	};

	socket.on(EVENT, onMessage);
	socket.on("connect", onConnect);
	watch(
		() => keyOf(room()),
		() => move(room()),
		{ immediate: true },
	);
	onScopeDispose(() => {
		move(null);
		socket.off(EVENT, onMessage);
		socket.off("connect", onConnect);
	});
}

function inOurLanguage({ kind, equipment, in: said }: WireMessage): CustomerMessage {
	return { kind, equipment, ...said[useBoot().language] } as CustomerMessage;
}

/** Two panels may watch one customer: the room is left when the last one leaves. */
function join(socket: Socket, room: Room): void {
	const key = keyOf(room);
	watchers.set(key, (watchers.get(key) ?? 0) + 1);
	if (socket.connected) socket.emit("doc_subscribe", room.doctype, room.name);
}

function leave(socket: Socket, room: Room): void {
	const key = keyOf(room);
	const left = (watchers.get(key) ?? 1) - 1;
	if (left > 0) watchers.set(key, left);
	else {
		watchers.delete(key);
		if (socket.connected) socket.emit("doc_unsubscribe", room.doctype, room.name);
	}
}

function keyOf(room: Room | null): string {
	return room ? `${room.doctype}/${room.name}` : "";
}
