/** Conversations and messages as the API would answer, with only what a test cares about to be said. */

import type { Conversation, Message, OpenConversation, ThreadAnswer } from "@/api/messageTypes";

export function makeRow(changes: Partial<Conversation> = {}): Conversation {
	return {
		name: "CONV-1",
		title: "Marie Exemple",
		customer: "CUST-1",
		customer_name: "Marie Exemple",
		channel: "SMS",
		address: "+14185550100",
		status: "Open",
		assigned_to: null,
		assigned_name: null,
		snoozed_until: null,
		unread: 0,
		last_message_at: "2026-11-20T12:00:00Z",
		last_message: "Bonjour",
		last_direction: "Received",
		needs_customer: false,
		issue: null,
		...changes,
	};
}

export function makeOpen(changes: Partial<OpenConversation> = {}): OpenConversation {
	return {
		...makeRow(),
		language: "fr",
		candidates: [],
		channels: [
			{ channel: "SMS", address: "+14185550100", label: "SMS", blocked: null },
			{ channel: "Email", address: "marie@example.com", label: "E-mail", blocked: null },
		],
		...changes,
	};
}

export function makeThreadMessage(changes: Partial<Message> = {}): Message {
	return {
		name: "M-1",
		kind: "message",
		channel: "SMS",
		direction: "in",
		at: "2026-11-20T12:00:00Z",
		by: null,
		by_name: null,
		flow_run: null,
		subject: null,
		text: "Bonjour",
		status: null,
		error: null,
		can_retry: false,
		attachments: [],
		...changes,
	};
}

export function makeThread(messages: Message[], conversation: Partial<OpenConversation> = {}): ThreadAnswer {
	return {
		conversation: makeOpen(conversation),
		messages,
		has_more: false,
		oldest: "oldest",
		newest: "newest",
	};
}
