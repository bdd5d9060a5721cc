/** What a channel is called and drawn as, and how its addresses are written. */

import { Mail, MessageSquareText, MonitorSmartphone, Phone } from "lucide-vue-next";
import type { Component } from "vue";
import type { Channel } from "@/api/messageTypes";
import { phone } from "@/format/phones";
import { __ } from "@/i18n/translate";

export const CHANNEL_ICONS: Record<Channel, Component> = {
	SMS: MessageSquareText,
	Email: Mail,
	Chat: MonitorSmartphone,
	Phone,
};

export function channelName(channel: Channel): string {
	const names: Record<Channel, string> = {
		SMS: __("SMS"),
		Email: __("E-mail"),
		Chat: __("Portal chat"),
		Phone: __("Call"),
	};
	return names[channel];
}

/** Numbers as people write them, e-mail addresses as they are. */
export function addressOf(channel: Channel | null, address: string | null): string {
	return channel === "SMS" || channel === "Phone" ? phone(address) : (address ?? "");
}

const NUMBER = /^\+?\d{10,15}$/;

/** What a conversation is called: its customer, or the number as people write it. */
export function titleOf({ title }: { title: string }): string {
	return NUMBER.test(title) ? phone(title) : title;
}
