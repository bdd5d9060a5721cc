import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";
import { makeThread, makeThreadMessage as make, makeRow } from "../../tests/conversations";
import { hear, sent } from "../../tests/fakeSocket";
import { callsOf, openSite, refusal, serve } from "../../tests/server";
import { readDraft } from "./drafts";
import { outbox } from "./outbox";
import ThreadView from "./ThreadView.vue";
import { useThread, type Thread } from "./useThread";

let page: VueWrapper;
let thread: Thread;
const moved = vi.fn();
const hello = make({ name: "M-1", text: "Mon Internet est lent" });
const Opened = defineComponent(() => {
	thread = useThread({ conversation: "CONV-1" }, moved);
	return () => h(TooltipProvider, () => h(ThreadView, { thread, place: "CONV-1" }));
});

beforeEach(() => {
	vi.useFakeTimers({ shouldAdvanceTime: true });
	localStorage.clear();
	outbox.value = [];
	openSite();
	hear("connect");
	sent.length = 0;
	serve("conversations.thread", () => makeThread([hello]));
});

afterEach(() => {
	page.unmount();
	hear("disconnect");
	vi.useRealTimers();
});

async function open(): Promise<void> {
	page = mount(Opened, { attachTo: document.body });
	await flushPromises();
}

async function write(text: string, keys: object = { key: "Enter", ctrlKey: true }): Promise<void> {
	const field = page.get("textarea");
	await field.setValue(text);
	await field.trigger("keydown", keys);
	await flushPromises();
}

const button = (label: string) => page.findAll("button").find((one) => one.text() === label)!;
const signal = () => hear("fsm_conversation", { topic: "conversation", name: "CONV-1", at: "" });

describe("a thread", () => {
	it("asks only for what changed when it is told of a change, and shows it in its place", async () => {
		await open();
		expect(sent).toContainEqual(["doc_subscribe", "Conversation", "CONV-1"]);
		serve("conversations.thread", () =>
			makeThread([make({ name: "M-2", at: "2026-11-20T12:05:00Z", text: "Allô?" })]),
		);
		signal();
		await flushPromises();
		expect(callsOf("conversations.thread")[1]?.values).toMatchObject({ name: "CONV-1", after: "newest" });
		expect(page.findAll("li.message").map((one) => one.get(".text").text())).toEqual([
			hello.text,
			"Allô?",
		]);
	});

	it("does not ask because of another conversation", async () => {
		await open();
		hear("fsm_conversation", { topic: "conversation", name: "CONV-2", at: "" });
		await vi.advanceTimersByTimeAsync(2000);
		expect(callsOf("conversations.thread")).toHaveLength(1);
	});

	it("catches up after a lost connection", async () => {
		await open();
		hear("disconnect");
		hear("connect");
		await flushPromises();
		expect(callsOf("conversations.thread")[1]?.values.after).toBe("newest");
	});

	it("says it has been read, and not again once the agent put it back", async () => {
		serve("conversations.thread", () => makeThread([hello], { unread: 1 }));
		serve("conversations.mark_read", () => makeRow({ unread: 0 }));
		await open();
		expect(callsOf("conversations.mark_read")).toHaveLength(1);
		serve("conversations.mark_unread", () => makeRow({ unread: 1 }));
		await thread.keepUnread();
		signal();
		await flushPromises();
		expect(callsOf("conversations.mark_read")).toHaveLength(1);

		serve("conversations.thread", () => makeThread([], { unread: 2 }));
		await vi.advanceTimersByTimeAsync(1000);
		signal();
		await flushPromises();
		expect(callsOf("conversations.mark_read")).toHaveLength(2);
	});

	it("shows what is sent at once, and the server's own in its place", async () => {
		const mine = make({
			name: "M-9",
			direction: "out",
			at: new Date().toISOString(),
			status: "queued",
			text: "Je regarde",
		});
		let answer: (value: unknown) => void = () => undefined;
		serve("conversations.reply", () => new Promise((resolve) => (answer = resolve)));
		await open();
		await write("Je regarde");
		expect(page.text()).toContain("Sending…");
		expect(page.get("textarea").element.value).toBe("");
		answer({ conversation: makeRow(), message: mine });
		await flushPromises();
		expect(page.findAll("li.message")).toHaveLength(2);
		expect(page.text()).toContain("Queued");
	});

	it("says that it waits for the network, and offers to try what was refused again", async () => {
		serve("conversations.reply", () => Promise.reject(new TypeError("Failed to fetch")));
		await open();
		await write("Je regarde");
		expect(page.text()).toContain("Waiting for the network");
		serve("conversations.reply", () => {
			throw refusal(417, "This number has opted out");
		});
		hear("disconnect");
		await flushPromises();
		hear("connect");
		await flushPromises();
		expect(page.get(".delivery").text()).toContain("This number has opted out");
		await button("Edit").trigger("click");
		expect(page.get("textarea").element.value).toBe("Je regarde");
		expect(page.findAll("li.message")).toHaveLength(1);
	});

	it("tries a message again that failed on its way", async () => {
		const failed = make({
			name: "M-3",
			direction: "out",
			status: "failed",
			error: "Blocked by the carrier",
			can_retry: true,
		});
		serve("conversations.thread", () => makeThread([failed]));
		serve("conversations.retry", () => ({ ...failed, status: "queued", error: null, can_retry: false }));
		await open();
		expect(page.text()).toContain("Blocked by the carrier");
		await button("Retry").trigger("click");
		await flushPromises();
		expect(callsOf("conversations.retry")[0]?.values).toEqual({ message: "M-3" });
		expect(page.text()).not.toContain("Blocked by the carrier");
	});
});

describe("the composer", () => {
	it("changes to a note with Tab while nothing is written, and sends it as one", async () => {
		serve("conversations.note", () => make({ name: "N-1", kind: "note", text: "À rappeler" }));
		await open();
		await page.get("textarea").trigger("keydown", { key: "Tab" });
		expect(page.get("form").classes()).toContain("note");
		await write("À rappeler");
		expect(callsOf("conversations.note")[0]?.values).toMatchObject({ text: "À rappeler" });
		expect(callsOf("conversations.reply")).toEqual([]);
	});

	it("has its draft again after a reload", async () => {
		await open();
		await page.get("textarea").setValue("Je commence à");
		page.unmount();
		await open();
		expect(page.get("textarea").element.value).toBe("Je commence à");
	});

	it("counts what the SMS costs and names what makes it dear", async () => {
		await open();
		await page.get("textarea").setValue("Bonjour");
		expect(page.get(".counter").text()).toBe("GSM-7 · 1 SMS · 153 left");
		await page.get("textarea").setValue("Bientôt");
		expect(page.get(".counter").text()).toContain("UCS-2 · 1 SMS · 63 left");
		expect(page.get(".counter").text()).toContain("“ô”");
	});

	it("fills in a canned reply for this customer", async () => {
		serve("messages.templates", () => [
			{ name: "T-1", title: "Merci", channel: "Any", applies_to: "Customer" },
			{ name: "T-2", title: "Mercredi", channel: "Any", applies_to: "Issue" },
		]);
		serve("messages.preview", () => ({ subject: null, text: "Merci Marie!", error: null }));
		await open();
		await page.get("textarea").setValue("/mer");
		await flushPromises();
		expect(page.findAll("[role=option]").map((one) => one.text())).toEqual(["Merci"]);
		await page.get("textarea").trigger("keydown", { key: "Enter" });
		await flushPromises();
		expect(page.get("textarea").element.value).toBe("Merci Marie!");
		expect(callsOf("messages.preview")[0]?.values).toMatchObject({
			template: "T-1",
			doctype: "Customer",
			name: "CUST-1",
			language: "fr",
		});
	});

	it("says why nothing can be sent, and still takes notes", async () => {
		const channels = [
			{ channel: "SMS" as const, address: "+1", label: "SMS", blocked: "This number has opted out" },
		];
		serve("conversations.thread", () => makeThread([hello], { channels }));
		await open();
		await page.get("textarea").setValue("Bonjour");
		expect(page.get(".blocked").text()).toBe("This number has opted out");
		await write("Bonjour");
		expect(callsOf("conversations.reply")).toEqual([]);
	});
});

describe("saying who writes", () => {
	const unknown = {
		customer: null,
		customer_name: null,
		needs_customer: true,
		title: "+14185550177",
		address: "+14185550177",
	};
	const candidates = [{ name: "CUST-2", customer_name: "Jean Exemple", detail: "Rimouski" }];

	it("goes on to the customer's own conversation, and takes the draft along", async () => {
		serve("conversations.thread", () => makeThread([hello], { ...unknown, candidates }));
		serve("conversations.set_customer", () => makeRow({ name: "CONV-7" }));
		await open();
		expect(page.get(".identify").text()).toContain("Who is writing from 418 555-0177?");
		await page.get("textarea").setValue("Bonjour Jean");
		await page.get(".identify button").trigger("click");
		await flushPromises();
		expect(callsOf("conversations.set_customer")[0]?.values).toMatchObject({ customer: "CUST-2" });
		expect(moved).toHaveBeenCalledWith("CONV-7");
		expect([readDraft("CONV-7").text, readDraft("CONV-1").text]).toEqual(["Bonjour Jean", ""]);
	});

	it("says so when a colleague did, and the conversation is gone", async () => {
		await open();
		serve("conversations.thread", () => {
			throw refusal(404, "Not found");
		});
		signal();
		await flushPromises();
		expect(thread.error.value?.kind).toBe("missing");
	});
});
