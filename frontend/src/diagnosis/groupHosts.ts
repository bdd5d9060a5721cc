/** The clients of a modem as an agent asks about them: by mesh node, by name; then the Wi-Fi of no node, the cables, the unknown. */

import type { Host, MeshNode } from "@/api/diagnosisTypes";

export interface HostGroup {
	key: string;
	kind: "node" | "wifi" | "wired" | "other";
	node: MeshNode | null;
	/** The node's name; null for the other kinds, which the page names. */
	name: string | null;
	active: Host[];
	inactive: Host[];
}

/** Group hosts; every node of the mesh has a group, even without clients. The controller comes first. */
export function groupHosts(hosts: Host[], mesh: MeshNode[]): HostGroup[] {
	const nodes = [...mesh].sort(byControllerThenName).map((node) => group(nodeKey(node), "node", node));
	const kinds = {
		wifi: group("wifi", "wifi", null),
		wired: group("wired", "wired", null),
		unknown: group("other", "other", null),
	};
	const unknownNodes = new Map<string, HostGroup>();

	for (const host of [...hosts].sort(bySignalThenName)) {
		const place = placeOf(host, nodes, unknownNodes) ?? kinds[host.connection];
		(host.active === false ? place.inactive : place.active).push(host);
	}
	const last = [...unknownNodes.values(), ...Object.values(kinds)].filter(hasHosts);
	return [...nodes, ...last];
}

/** A node the host names; one the mesh does not list gets a group under the name it was given. */
function placeOf(host: Host, nodes: HostGroup[], unknown: Map<string, HostGroup>): HostGroup | null {
	if (!host.node || host.connection === "wired") return null;
	const wanted = host.node.toLowerCase();
	const known = nodes.find(({ node }) =>
		[node?.mac, node?.name].some((id) => id?.toLowerCase() === wanted),
	);
	if (known) return known;
	const found = unknown.get(wanted) ?? { ...group(wanted, "node", null), name: host.node };
	unknown.set(wanted, found);
	return found;
}

function group(key: string, kind: HostGroup["kind"], node: MeshNode | null): HostGroup {
	return {
		key,
		kind,
		node,
		name: node ? (node.name ?? node.model ?? node.mac) : null,
		active: [],
		inactive: [],
	};
}

function nodeKey(node: MeshNode): string {
	return node.mac ?? node.name ?? "node";
}

function hasHosts(candidate: HostGroup): boolean {
	return candidate.active.length + candidate.inactive.length > 0;
}

function byControllerThenName(a: MeshNode, b: MeshNode): number {
	return Number(b.controller ?? false) - Number(a.controller ?? false) || compare(a.name, b.name);
}

function bySignalThenName(a: Host, b: Host): number {
	return (b.signal_dbm ?? -999) - (a.signal_dbm ?? -999) || compare(a.name, b.name);
}

function compare(a: string | null, b: string | null): number {
	return (a ?? "\uffff").localeCompare(b ?? "\uffff");
}
