import { describe, expect, it } from "vitest";
import { makeDiagnosis, makeMessage, makeRefresh, makeSummary, makeTask } from "../../tests/factories";
import { mergeAnswer, mergeMessage, mergeTask } from "./merge";

const source = (name: string, state: "ok" | "pending" | "failed") => ({
	name,
	label: name,
	state,
	message: null,
	hint: null,
	at: null,
});

describe("mergeMessage", () => {
	it("ignores another device", () => {
		expect(mergeMessage(makeDiagnosis(), makeMessage({ equipment: "EQP-2" }))).toBeNull();
	});

	it("takes each step as it comes", () => {
		const next = mergeMessage(makeDiagnosis(), makeMessage({ refresh: makeRefresh({ step: 2 }) }));
		expect(next?.refresh?.step).toBe(2);
	});

	it("never steps back when messages come out of order", () => {
		const known = makeDiagnosis({ refresh: makeRefresh({ step: 2 }) });
		expect(mergeMessage(known, makeMessage({ refresh: makeRefresh({ step: 1 }) }))).toBeNull();
		const done = makeDiagnosis({ refresh: makeRefresh({ state: "done", step: 2 }) });
		expect(mergeMessage(done, makeMessage({ refresh: makeRefresh({ step: 2 }) }))).toBeNull();
	});

	it("ignores the end of an earlier refresh while a later one runs", () => {
		const known = makeDiagnosis({
			refresh: makeRefresh({ id: "second", started_at: "2026-11-20T12:05:00Z" }),
		});
		expect(mergeMessage(known, makeMessage({ refresh: makeRefresh({ state: "done" }) }))).toBeNull();
	});

	it("keeps the old values and their time when a step brings none", () => {
		const next = mergeMessage(makeDiagnosis(), makeMessage({ summary: null }));
		expect(next?.summary?.optical.rx_dbm).toBe(-21.4);
		expect(next?.at).toBe("2026-11-20T11:57:00Z");
	});

	it("keeps the newer reading when an older one comes late", () => {
		const late = makeMessage({ summary: makeSummary({ findings: [] }), at: "2026-11-20T10:00:00Z" });
		expect(mergeMessage(makeDiagnosis(), late)?.at).toBe("2026-11-20T11:57:00Z");
	});

	it("replaces each source by its latest word", () => {
		const known = makeDiagnosis({ sources: [source("acs", "ok"), source("modem", "pending")] });
		const failed = makeMessage({
			sources: [source("modem", "failed")],
			refresh: makeRefresh({ state: "failed" }),
		});
		expect(mergeMessage(known, failed)?.sources.map((one) => one.state)).toEqual(["ok", "failed"]);
	});
});

describe("mergeAnswer", () => {
	it("leaves nothing pending when a poll finds the refresh ended", () => {
		const known = makeDiagnosis({ sources: [source("modem", "pending")], refresh: makeRefresh() });
		const answer = makeDiagnosis({
			sources: [source("acs", "ok")],
			refresh: makeRefresh({ state: "done" }),
		});
		expect(mergeAnswer(known, answer).sources.map((one) => one.name)).toEqual(["acs"]);
	});

	it("does not undo a step that came live before the answer to the click", () => {
		const known = makeDiagnosis({ refresh: makeRefresh({ step: 1 }) });
		const answer = makeDiagnosis({ refresh: makeRefresh({ state: "queued", step: 0 }) });
		expect(mergeAnswer(known, answer).refresh?.state).toBe("running");
	});
});

describe("mergeTask", () => {
	it("keeps an outcome against late news of the same task", () => {
		const done = makeTask({ state: "done" });
		expect(mergeTask(done, makeTask({ state: "running" }))).toBe(done);
	});

	it("takes “unknown” after “running”, and keeps it", () => {
		const waits = makeTask({ state: "unknown", ended: true });
		expect(mergeTask(makeTask({ state: "running" }), waits)).toBe(waits);
		expect(mergeTask(waits, makeTask({ state: "running" }))).toBe(waits);
	});

	it("takes a new task", () => {
		expect(mergeTask(makeTask({ state: "done" }), makeTask({ id: "t2" })).id).toBe("t2");
	});
});
