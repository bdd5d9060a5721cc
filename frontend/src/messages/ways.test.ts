import { describe, expect, it } from "vitest";
import { nextTick, reactive } from "vue";
import type { Channel, OpenConversation } from "@/api/messageTypes";
import { useDraft } from "./useDraft";
import { isUsable, usualChannel, waysOf, whyBlocked } from "./ways";

const way = (channel: Channel, address = channel as string, blocked: string | null = null) => ({
	channel,
	address,
	label: address,
	blocked,
});

describe("the ways to answer", () => {
	it("are one a channel, the server's first", () => {
		const channels = [way("SMS", "1"), way("Email"), way("SMS", "2")];
		expect(waysOf({ channels }).map(({ address }) => address)).toEqual(["1", "Email"]);
	});

	it("begin with the customer's own", () => {
		expect(usualChannel({ channel: "Email", channels: [way("SMS"), way("Email")] })).toBe("Email");
	});

	it("leave out what is blocked, and a call, which nobody can be written to by", () => {
		const channels = [way("Phone"), way("SMS", "1", "This number has opted out"), way("Chat")];
		expect(usualChannel({ channel: "Phone", channels })).toBe("Chat");
		expect(isUsable("SMS", { channels })).toBe(false);
		expect(usualChannel({ channel: "SMS", channels: channels.slice(0, 2) })).toBe("");
	});
});

describe("the way an answer is being written on", () => {
	const channels = [way("SMS", "1", "This number has opted out"), way("Email")];

	it("says why it is closed, and is not another that is open", () => {
		expect([whyBlocked("SMS", { channels }), whyBlocked("Email", { channels })]).toEqual([
			"This number has opted out",
			"",
		]);
	});

	it("stays when it closes under what is being written; an empty draft takes one that is open", async () => {
		const conversation = reactive({ channel: "SMS", channels: [way("SMS", "1"), way("Email")] });
		const opened = () => conversation as OpenConversation;
		const begun = useDraft("CONV-1", opened).draft;
		const empty = useDraft("CONV-2", opened).draft;
		begun.text = "Je vous réponds par texto";
		conversation.channels = channels;
		await nextTick();
		expect([begun.channel, empty.channel]).toEqual(["SMS", "Email"]);
	});
});
