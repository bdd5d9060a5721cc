import { describe, expect, it } from "vitest";
import type { Channel } from "@/api/messageTypes";
import { isUsable, usualChannel, waysOf } from "./ways";

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
