import { describe, expect, it } from "vitest";
import { makeHost, makeNode } from "../../tests/factories";
import { groupHosts } from "./groupHosts";

const main = makeNode({ mac: "AA:00:00:00:00:01", name: "Living room", controller: true });
const hallway = makeNode({ mac: "AA:00:00:00:00:02", name: "Hallway", controller: false });
const basement = makeNode({ mac: "AA:00:00:00:00:03", name: "Basement", controller: false });

const shape = (...args: Parameters<typeof groupHosts>) =>
	groupHosts(...args).map((group) => [
		group.name ?? group.kind,
		group.active.length,
		group.inactive.length,
	]);

describe("groupHosts", () => {
	it("puts the controller first, then nodes by name, then Wi-Fi of no node, wired and others", () => {
		const hosts = [
			makeHost({ connection: "unknown" }),
			makeHost({ connection: "wired" }),
			makeHost({ connection: "wifi" }),
			makeHost({ node: hallway.mac }),
			makeHost({ node: main.mac }),
		];
		expect(shape(hosts, [hallway, basement, main])).toEqual([
			["Living room", 1, 0],
			["Basement", 0, 0],
			["Hallway", 1, 0],
			["wifi", 1, 0],
			["wired", 1, 0],
			["other", 1, 0],
		]);
	});

	it("knows a node by its MAC in any case, or by its name", () => {
		const hosts = [makeHost({ node: "aa:00:00:00:00:03" }), makeHost({ node: "Basement" })];
		expect(shape(hosts, [basement])).toEqual([["Basement", 2, 0]]);
	});

	it("keeps a node the mesh does not list, under the name it was given", () => {
		expect(shape([makeHost({ node: "Garage" })], [main])).toEqual([
			["Living room", 0, 0],
			["Garage", 1, 0],
		]);
	});

	it("lists the strongest first and sets aside those not connected", () => {
		const hosts = [
			makeHost({ name: "weak", node: main.mac, signal_dbm: -80 }),
			makeHost({ name: "gone", node: main.mac, active: false }),
			makeHost({ name: "strong", node: main.mac, signal_dbm: -40 }),
		];
		const [group] = groupHosts(hosts, [main]);
		expect(group?.active.map((host) => host.name)).toEqual(["strong", "weak"]);
		expect(group?.inactive.map((host) => host.name)).toEqual(["gone"]);
	});

	it("shows nothing when nothing is known", () => {
		expect(groupHosts([], [])).toEqual([]);
	});
});
