/** What a timeline says of each event, in the reader's words. */

import { useBoot } from "@/boot";
import type { ClientPage, TimelineEvent } from "@/api/types";
import { money } from "@/format/numbers";
import { __ } from "@/i18n/translate";

export type File = Pick<ClientPage, "contacts" | "locations" | "equipment_elsewhere">;

/** Money says how much before which document; a move says which device went from what to what. */
export function titleOf(event: TimelineEvent, file: File): string {
	if (event.kind === "move") return __("{0}: {1}", [deviceOf(event, file), moveOf(event)]);
	if (event.amount == null) return event.title;
	return `${money(event.amount, event.currency)} · ${event.title}`;
}

/** Details are often statuses, which have a translation; a move has told it all in its title. */
export function detailOf(event: TimelineEvent): string {
	return event.kind === "move" ? "" : __(event.detail ?? "");
}

/** Who did it: ourselves, a contact of the client, or else the account's own word for itself; null for the system. */
export function authorOf(event: TimelineEvent, file: File): string | null {
	const { user, full_name } = useBoot();
	if (!event.by || ["Administrator", "Guest"].includes(event.by)) return null;
	if (event.by === user) return full_name;
	const contact = file.contacts.find((one) => one.email && event.by?.includes(one.email));
	return contact?.full_name ?? event.by.split("@")[0] ?? null;
}

function deviceOf(event: TimelineEvent, file: File): string {
	const here = file.locations.flatMap((location) => location.equipment);
	const device = [...here, ...file.equipment_elsewhere].find((one) => one.name === event.name);
	return device ? `${__(device.equipment_type)} ${event.name}` : event.name;
}

/** "In Stock → Active"; the first status of a new device is "—". */
function moveOf(event: TimelineEvent): string {
	const statuses = (event.detail ?? "").split(" → ").filter((part) => part !== "—");
	if (statuses.length === 2 && statuses[0] === statuses[1]) return __("changed place");
	return statuses.map((status) => __(status).toLocaleLowerCase()).join(" → ");
}
