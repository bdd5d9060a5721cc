import { describe, expect, it } from "vitest";
import { makeRefresh, makeTask } from "../../tests/factories";
import { hasJustRestarted, isRestarting, isTold } from "./taskLife";

const ENDED = "2026-11-20T12:00:00Z";
const BEFORE = "2026-11-20T11:59:00Z";
const LATER = "2026-11-20T12:01:00Z";
const after = (seconds: number) => Date.parse(ENDED) + seconds * 1000;
const rebooted = makeTask({ state: "done", at: ENDED });
const done = (started_at: string) => ({ at: null, refresh: makeRefresh({ state: "done", started_at }) });

describe("the line of a task", () => {
	it("stays while the task runs, however long", () => {
		expect(isTold(makeTask({ state: "running", at: ENDED }), done(LATER), after(900))).toBe(true);
	});

	it("leaves five minutes after the end", () => {
		expect(isTold(rebooted, null, after(299))).toBe(true);
		expect(isTold(rebooted, null, after(301))).toBe(false);
	});

	it("leaves once a later refresh is done, not an earlier or a failed one", () => {
		expect(isTold(rebooted, done(LATER), after(90))).toBe(false);
		expect(isTold(rebooted, done(BEFORE), after(90))).toBe(true);
		const failed = { at: null, refresh: makeRefresh({ state: "failed", started_at: LATER }) };
		expect(isTold(rebooted, failed, after(90))).toBe(true);
	});

	it("does not come back when the server has forgotten the refresh that ended it", () => {
		expect(isTold(rebooted, { at: LATER, refresh: null }, after(90))).toBe(false);
	});

	it("stays when the server did not say when it ended", () => {
		expect(isTold(makeTask({ state: "done" }), done(LATER), after(900))).toBe(true);
	});
});

describe("a restart", () => {
	it("is not offered again for three minutes, five after a factory reset", () => {
		expect(hasJustRestarted(rebooted, after(179))).toBe(true);
		expect(hasJustRestarted(rebooted, after(181))).toBe(false);
		const erased = makeTask({ action: "factory_reset", state: "done", at: ENDED });
		expect(hasJustRestarted(erased, after(299))).toBe(true);
		expect(hasJustRestarted(makeTask({ state: "failed", at: ENDED }), after(1))).toBe(false);
	});

	it("is over for the reader as soon as the modem has answered again", () => {
		expect(isRestarting(rebooted, { at: BEFORE, refresh: null }, after(60))).toBe(true);
		expect(isRestarting(rebooted, { at: LATER, refresh: null }, after(70))).toBe(false);
	});
});
