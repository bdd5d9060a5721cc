import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { h } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { makeDiagnosis, makeMessage, makeRefresh, makeSummary, makeTask, wired } from "../../tests/factories";
import { hear, sent } from "../../tests/fakeSocket";
import { callsOf, openSite, refusal, serve } from "../../tests/server";
import { bootWith } from "../../tests/setup";
import { toasts } from "@/ui/toasts";
import DiagnosisPanel from "./DiagnosisPanel.vue";

const EVENT = "fsm_customer";
let panel: VueWrapper;

beforeEach(() => {
	vi.useFakeTimers({ shouldAdvanceTime: true });
	openSite();
	serve("devices.diagnose", () => makeDiagnosis());
	serve("devices.readings", () => ({ equipment: "EQP-00042", points: [] }));
	hear("disconnect");
	toasts.length = sent.length = 0;
});

afterEach(() => {
	panel.unmount();
	vi.useRealTimers();
});

async function open(): Promise<void> {
	const routes = [{ path: "/", name: "fleet", component: { render: () => null } }];
	const router = createRouter({ history: createMemoryHistory(), routes });
	const props = { equipment: "EQP-00042", back: "/" };
	panel = mount(() => h(TooltipProvider, () => h(DiagnosisPanel, props)), {
		global: { plugins: [router] },
		attachTo: document.body,
	});
	await flushPromises();
}

function text(): string {
	return panel.text().replace(/[\u00a0\u202f]/g, " ");
}

function button(label: string) {
	return panel.findAll("button").find((one) => one.text() === label)!;
}

async function click(label: string): Promise<void> {
	await button(label).trigger("click");
	await flushPromises();
}

describe("the diagnosis panel", () => {
	it("shows the level, its age, and says when nothing is wrong", async () => {
		await open();
		expect(text()).toContain("−21.4 dBm");
		expect(text()).toContain("Read 3 min ago");
		expect(text()).toContain("Nothing wrong found in this reading");
	});

	it("puts the worst finding first", async () => {
		const findings = [
			{ severity: "info" as const, code: "a", text: "A small thing" },
			{ severity: "critical" as const, code: "b", text: "No light" },
		];
		serve("devices.diagnose", () => makeDiagnosis({ summary: makeSummary({ findings }) }));
		await open();
		expect(panel.findAll(".findings li").map((row) => row.attributes("data-severity"))).toEqual([
			"critical",
			"info",
		]);
	});

	it("does not grade a level nobody could confirm", async () => {
		const optical = { ...makeSummary().optical, rx_dbm: -28, confidence: "unconfirmed" as const };
		serve("devices.diagnose", () => makeDiagnosis({ summary: makeSummary({ optical }) }));
		await open();
		expect(text()).toContain("unconfirmed");
		expect(panel.find(".figure").attributes("data-grade")).toBeUndefined();
	});

	it("names a source that failed, why, and what to do, and keeps the old values", async () => {
		const source = {
			name: "acs",
			label: "GenieACS",
			state: "failed" as const,
			message: "GenieACS cannot be reached",
			hint: "Check that its server runs.",
			at: null,
		};
		serve("devices.diagnose", () => makeDiagnosis({ sources: [source] }));
		await open();
		for (const said of ["GenieACS cannot be reached", "Check that its server runs.", "−21.4 dBm"])
			expect(text()).toContain(said);
	});

	it("says plainly that a device was never read", async () => {
		serve("devices.diagnose", () => makeDiagnosis({ summary: null, at: null, age_s: null }));
		await open();
		expect(text()).toContain("Nothing has been read from this device yet");
		expect(text()).toContain("Never read");
	});

	it("offers only what the account may do", async () => {
		bootWith({
			capabilities: {
				reboot: false,
				factory_reset: false,
				settings: false,
				create_job: false,
				see_billing: false,
			},
		});
		await open();
		expect(text()).not.toContain("Reboot…");
	});
});

describe("a refresh", () => {
	async function refreshing(): Promise<void> {
		await open();
		const refresh = makeRefresh({ state: "queued", step: 0, label: "Waiting for a worker" });
		serve("devices.diagnose", () => makeDiagnosis({ refresh }));
		await click("Refresh");
	}

	it("shows each step as it arrives, then the new values, without asking again", async () => {
		hear("connect");
		await refreshing();
		const asked = callsOf("devices.diagnose").length;
		hear(EVENT, wired(makeMessage({ refresh: makeRefresh({ label: "Reading the mesh" }) })));
		await flushPromises();
		expect(text()).toContain("Reading the mesh");

		const summary = makeSummary({ optical: { ...makeSummary().optical, rx_dbm: -24.2 } });
		const done = makeRefresh({ state: "done", step: 2 });
		hear(EVENT, wired(makeMessage({ refresh: done, summary, at: "2026-11-20T12:00:09Z", age_s: 0 })));
		await flushPromises();
		expect(text()).toContain("−24.2 dBm");
		expect(text()).toContain("Read just now");
		expect(callsOf("devices.diagnose")).toHaveLength(asked);
	});

	it("asks every three seconds while there is no live connection", async () => {
		await refreshing();
		const done = makeRefresh({ state: "done", step: 2 });
		serve("devices.diagnose", () => makeDiagnosis({ refresh: done }));
		await vi.advanceTimersByTimeAsync(3100);
		expect(text()).toContain("Up to date");
	});

	it("that failed tells the cause and keeps what was known", async () => {
		await refreshing();
		const failed = makeRefresh({ state: "failed", message: "Device is offline" });
		hear(EVENT, wired(makeMessage({ refresh: failed })));
		await flushPromises();
		expect(panel.find(".progress").text()).toContain("Device is offline");
		expect(text()).toContain("−21.4 dBm");
	});

	it("that is never heard of again is given up, and can be asked again", async () => {
		await refreshing();
		await vi.advanceTimersByTimeAsync(70_000);
		expect(panel.find(".progress").text()).toContain("No news of this refresh");
		expect(panel.findAll("button").some((one) => one.text() === "Refresh")).toBe(true);
	});

	it("that the server refuses says so beside the button", async () => {
		await open();
		serve("devices.diagnose", () => {
			throw refusal(417, "EQP-00042 is returned");
		});
		await click("Refresh");
		expect(text()).toContain("EQP-00042 is returned");
		expect(text()).toContain("−21.4 dBm");
	});
});

describe("the live connection", () => {
	it("watches the customer again, and asks for what it missed, when it comes back", async () => {
		hear("connect");
		await open();
		expect(sent).toContainEqual(["doc_subscribe", "Service Equipment", "EQP-00042"]);
		const asked = callsOf("devices.diagnose").length;
		sent.length = 0;
		hear("disconnect");
		hear("connect");
		await flushPromises();
		expect(sent).toContainEqual(["doc_subscribe", "Service Equipment", "EQP-00042"]);
		expect(callsOf("devices.diagnose")).toHaveLength(asked + 1);
	});

	it("tells the outcome of a task in the panel, and not a second time in a toast", async () => {
		await open();
		hear(EVENT, wired({ kind: "task", ...makeTask({ state: "running", message: "Calling the modem" }) }));
		hear(EVENT, wired({ kind: "task", ...makeTask({ state: "done", message: "It is rebooting" }) }));
		await flushPromises();
		expect(panel.find(".task").text()).toContain("It is rebooting");
		expect(toasts).toEqual([]);
	});
});

describe("a device that just restarted", () => {
	const rebooted = () =>
		makeTask({ state: "done", message: "It is rebooting", at: new Date().toISOString() });
	const badges = () => panel.findAll(".badge").map((badge) => badge.text());

	async function reboot(): Promise<void> {
		serve("devices.diagnose", () => makeDiagnosis({ task: rebooted() }));
		await open();
	}

	it("says that it restarts instead of that it is online, and cannot be restarted again", async () => {
		await reboot();
		expect(badges()).toContain("Rebooting");
		expect(badges()).not.toContain("Online");
		expect(button("Reboot…").attributes("aria-disabled")).toBe("true");
		await click("Reboot…");
		expect(document.querySelector("[role=dialog]")).toBeNull();
	});

	it("is online again, with nothing left to tell, once a later refresh is done", async () => {
		await reboot();
		const started_at = new Date(Date.now() + 1000).toISOString();
		const refresh = makeRefresh({ state: "done", step: 2, started_at });
		hear(EVENT, wired(makeMessage({ refresh, at: started_at, age_s: 0, summary: makeSummary() })));
		await flushPromises();
		expect(badges()).toContain("Online");
		expect(panel.find(".task").exists()).toBe(false);
	});

	it("is told until the reader puts it away", async () => {
		await reboot();
		await panel.find(".task button").trigger("click");
		expect(panel.find(".task").exists()).toBe(false);
	});
});

describe("a failure of the ACS", () => {
	const failed = {
		name: "acs",
		label: "GenieACS",
		state: "failed" as const,
		message: "GenieACS cannot be reached",
		hint: "Check that its server runs.",
		at: null,
	};
	const times = (words: string) => text().split(words).length - 1;

	it("is told once, with its hint, to who opens the page after a refresh failed of it", async () => {
		const refresh = makeRefresh({ state: "failed", message: failed.message });
		serve("devices.diagnose", () => makeDiagnosis({ sources: [failed], refresh }));
		await open();
		expect([times(failed.message), times(failed.hint)]).toEqual([1, 1]);
	});

	it("is told once when nobody refreshed", async () => {
		serve("devices.diagnose", () => makeDiagnosis({ sources: [failed] }));
		await open();
		expect([times(failed.message), times(failed.hint)]).toEqual([1, 1]);
	});

	it("leaves nothing to ask of a device the ACS never found, but to look again", async () => {
		const unknown = { ...failed, message: "GenieACS does not know a device with serial X" };
		serve("devices.diagnose", () => makeDiagnosis({ summary: null, at: null, sources: [unknown] }));
		await open();
		expect(button("Refresh").attributes("aria-disabled")).toBe("true");
		expect(button("Reboot…").attributes("aria-disabled")).toBe("true");

		serve("devices.diagnose", () => makeDiagnosis());
		await click("Look again");
		expect(button("Refresh").attributes("aria-disabled")).toBeUndefined();
	});
});
