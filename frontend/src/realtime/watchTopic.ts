/** Following a topic: its messages while connected, and word when some may have been missed. */

import type { Socket } from "socket.io-client";
import { onScopeDispose, watch } from "vue";
import { connect } from "./socket";
import { TOPICS, type Topic } from "./topics";

/** A topic of one record, or of a whole doctype (then without a name). */
export interface Place {
	topic: Topic;
	name?: string;
}

export interface Listener<T> {
	message: (message: T) => void;
	/** The connection came back: ask again for what may have been said meanwhile. */
	missed: () => void;
}

const watchers = new Map<string, number>();

/** Listen while the component lives and follow when `place` changes; null listens nowhere. */
export function watchTopic<T>(topic: Topic, place: () => Place | null, listener: Listener<T>): void {
	const socket = connect();
	const { event } = TOPICS[topic];
	let joined: Place | null = null;
	let wasConnected = socket.connected;

	const onMessage = (message: T) => listener.message(message);
	const onConnect = () => {
		if (joined) ask(socket, "subscribe", joined);
		if (wasConnected) listener.missed();
		wasConnected = true;
	};
	const move = (next: Place | null) => {
		if (joined) leave(socket, joined);
		joined = next;
		if (next) join(socket, next);
	};

	socket.on(event, onMessage);
	socket.on("connect", onConnect);
	watch(
		() => keyOf(place()),
		() => move(place()),
		{ immediate: true },
	);
	onScopeDispose(() => {
		move(null);
		socket.off(event, onMessage);
		socket.off("connect", onConnect);
	});
}

/** Two panels may watch one room: it is left when the last one leaves. */
function join(socket: Socket, place: Place): void {
	const key = keyOf(place);
	watchers.set(key, (watchers.get(key) ?? 0) + 1);
	if (socket.connected) ask(socket, "subscribe", place);
}

function leave(socket: Socket, place: Place): void {
	const key = keyOf(place);
	const left = (watchers.get(key) ?? 1) - 1;
	if (left > 0) watchers.set(key, left);
	else {
		watchers.delete(key);
		if (socket.connected) ask(socket, "unsubscribe", place);
	}
}

/** `doc_subscribe(doctype, name)` or `doctype_subscribe(doctype)`, as Frappe's realtime server names them. */
function ask(socket: Socket, what: "subscribe" | "unsubscribe", { topic, name }: Place): void {
	const { room, doctype } = TOPICS[topic];
	if (room === "doc") socket.emit(`doc_${what}`, doctype, name);
	else socket.emit(`doctype_${what}`, doctype);
}

function keyOf(place: Place | null): string {
	if (!place) return "";
	const { doctype, room } = TOPICS[place.topic];
	return `${room}/${doctype}/${place.name ?? ""}`;
}
