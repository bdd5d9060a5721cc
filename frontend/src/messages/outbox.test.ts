import { flushPromises } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeRow, makeThreadMessage } from "../../tests/conversations";
import { callsOf, openSite, refusal, serve } from "../../tests/server";

const TO = { conversation: "CONV-1", customer: null };
const WRITTEN = { isNote: false, channel: "SMS", subject: "", text: "Bonjour" } as const;
const taken = () => ({ conversation: makeRow(), message: makeThreadMessage({ direction: "out" }) });

/** As after a reload: the module begins anew, only what was stored is left. */
async function open() {
	vi.resetModules();
	const { setBoot } = await import("@/boot");
	const { BOOT } = await import("../../tests/setup");
	setBoot(BOOT);
	const module = await import("./outbox");
	await flushPromises();
	return module;
}

beforeEach(() => {
	localStorage.clear();
	openSite();
});

describe("the outbox", () => {
	it("is empty again once the server has the message", async () => {
		serve("conversations.reply", taken);
		const { post, outbox, onConfirmed } = await open();
		const heard = vi.fn();
		onConfirmed(heard);
		post(TO, WRITTEN);
		expect(outbox.value[0]).toMatchObject({ text: "Bonjour", state: "sending" });
		await flushPromises();
		expect([outbox.value.length, localStorage.length, heard.mock.calls.length]).toEqual([0, 0, 1]);
	});

	it("keeps a message for want of a network, and sends it with the same key after a reload", async () => {
		serve("conversations.reply", () => Promise.reject(new TypeError("Failed to fetch")));
		const first = await open();
		first.post(TO, WRITTEN);
		await flushPromises();
		expect(first.outbox.value[0]?.state).toBe("waiting");

		serve("conversations.reply", taken);
		const second = await open();
		const keys = new Set(callsOf("conversations.reply").map(({ values }) => values.key));
		expect([second.outbox.value.length, keys.size]).toEqual([0, 1]);
	});

	it("keeps what the server refused, with its reason, until it is tried again or thrown away", async () => {
		serve("conversations.reply", () => {
			throw refusal(417, "This number has opted out");
		});
		const { post, outbox, tryAgain, discard } = await open();
		post(TO, WRITTEN);
		await flushPromises();
		const key = outbox.value[0]!.key;
		expect(outbox.value[0]).toMatchObject({ state: "refused", error: "This number has opted out" });
		tryAgain(key);
		await flushPromises();
		expect(callsOf("conversations.reply").map(({ values }) => values.key)).toEqual([key, key]);
		discard(key);
		expect([outbox.value.length, localStorage.length]).toEqual([0, 0]);
	});

	it("sends in the order of writing, one at a time", async () => {
		const order: unknown[] = [];
		serve("conversations.reply", async ({ values }) => {
			await Promise.resolve();
			order.push(values.text);
			return taken();
		});
		const { post } = await open();
		for (const text of ["one", "two", "three"]) post(TO, { ...WRITTEN, text });
		await flushPromises();
		await flushPromises();
		expect(order).toEqual(["one", "two", "three"]);
	});

	it("begins a conversation with who has none, and notes as notes", async () => {
		serve("conversations.start", taken);
		serve("conversations.note", () => makeThreadMessage({ kind: "note" }));
		const { post } = await open();
		post({ conversation: null, customer: "CUST-1" }, WRITTEN);
		post(TO, { ...WRITTEN, isNote: true });
		await flushPromises();
		expect(callsOf("conversations.start")[0]?.values).toMatchObject({
			customer: "CUST-1",
			channel: "SMS",
		});
		expect(callsOf("conversations.note")[0]?.values).toMatchObject({ conversation: "CONV-1" });
		expect(callsOf("conversations.reply")).toEqual([]);
	});

	it("keeps what two tabs wait with, and what one of them is done with is done with in both", async () => {
		serve("conversations.reply", () => Promise.reject(new TypeError("Failed to fetch")));
		const [one, other] = [await open(), await open()];
		one.post(TO, { ...WRITTEN, text: "one" });
		other.post(TO, { ...WRITTEN, text: "other" });
		await flushPromises();

		const later = await open();
		expect(later.outbox.value.map(({ text }) => text).sort()).toEqual(["one", "other"]);
		const { key } = one.outbox.value[0]!;
		const entry = Object.keys(localStorage).find((name) => name.endsWith(key))!;
		one.discard(key);
		window.dispatchEvent(new StorageEvent("storage", { key: entry, newValue: null }));
		expect(later.outbox.value.map(({ text }) => text)).toEqual(["other"]);
	});

	it("asks before it sends what waited for more than six hours", async () => {
		serve("conversations.reply", () => Promise.reject(new TypeError("Failed to fetch")));
		const { post } = await open();
		post(TO, WRITTEN);
		await flushPromises();
		const entry = Object.keys(localStorage)[0]!;
		const at = new Date(Date.now() - 7 * 3_600_000).toISOString();
		localStorage.setItem(entry, JSON.stringify({ ...JSON.parse(localStorage.getItem(entry)!), at }));

		serve("conversations.reply", taken);
		const before = callsOf("conversations.reply").length;
		const { outbox, tryAgain } = await open();
		expect([outbox.value[0]?.state, callsOf("conversations.reply").length]).toEqual(["held", before]);
		tryAgain(outbox.value[0]!.key);
		await flushPromises();
		expect([outbox.value.length, callsOf("conversations.reply").length]).toEqual([0, before + 1]);
	});
});
