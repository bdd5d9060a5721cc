/** A socket.io-client that a test drives: `hear` plays the server, `sent` is what the page emitted. */

type Handler = (...values: unknown[]) => void;

const handlers = new Map<string, Set<Handler>>();

export const sent: unknown[][] = [];

const socket = {
	connected: false,
	on(event: string, handler: Handler) {
		handlers.set(event, (handlers.get(event) ?? new Set()).add(handler));
		return socket;
	},
	off(event: string, handler: Handler) {
		handlers.get(event)?.delete(handler);
		return socket;
	},
	emit(...message: unknown[]) {
		sent.push(message);
		return socket;
	},
	connect: () => socket,
	disconnect: () => socket,
};

export function io() {
	return socket;
}

export function hear(event: string, ...values: unknown[]): void {
	if (event === "connect") socket.connected = true;
	if (event === "disconnect") socket.connected = false;
	for (const handler of [...(handlers.get(event) ?? [])]) handler(...values);
}
