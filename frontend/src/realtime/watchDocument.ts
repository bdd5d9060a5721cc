/** Following what goes on at a customer or a device, told in the reader's language. */

import type { CustomerMessage, WireMessage } from "@/api/diagnosisTypes";
import { useBoot } from "@/boot";
import { watchTopic, type Listener } from "./watchTopic";

export interface Room {
	doctype: "Customer" | "Service Equipment";
	name: string;
}

/** Listen in the room while the component lives and follow when `room` changes. */
export function watchDocument(room: () => Room | null, listener: Listener<CustomerMessage>): void {
	watchTopic<WireMessage>("customer", () => placeOf(room()), {
		message: (message) => listener.message(inOurLanguage(message)),
		missed: listener.missed,
	});
}

function placeOf(room: Room | null) {
	return room && ({ topic: room.doctype === "Customer" ? "customer" : "device", name: room.name } as const);
}

function inOurLanguage({ kind, equipment, in: said }: WireMessage): CustomerMessage {
	return { kind, equipment, ...said[useBoot().language] } as CustomerMessage;
}
