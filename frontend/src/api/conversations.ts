/** The calls of the inbox and of a customer's messages. Shapes: messageTypes.ts. */

import { read, write, type CallOptions } from "./client";
import type {
	CannedReply,
	Channel,
	Conversation,
	InboxAnswer,
	InboxView,
	Message,
	Person,
	SentAnswer,
	TemplatePreview,
	ThreadAnswer,
} from "./messageTypes";

export interface InboxQuery {
	view: InboxView;
	query: string;
	start: number;
	page_length: number;
}

/** `before` and `after` are what an earlier answer called `oldest` and `newest`. */
export interface ThreadQuery {
	before?: string;
	after?: string;
}

export interface Reply {
	text: string;
	key: string;
	channel: Channel | "";
	subject: string;
}

const act = (method: string, conversation: string, values: Record<string, string> = {}) =>
	write<Conversation>(`conversations.${method}`, { conversation, ...values });

export const conversations = {
	inbox: (query: InboxQuery, options?: CallOptions) =>
		read<InboxAnswer>("conversations.inbox", { ...query }, options),

	thread: (name: string, query: ThreadQuery = {}, options?: CallOptions) =>
		read<ThreadAnswer>("conversations.thread", { name, ...query }, options),

	ofCustomer: (customer: string, options?: CallOptions) =>
		read<ThreadAnswer>("conversations.of_customer", { customer }, options),

	reply: (conversation: string, reply: Reply) =>
		write<SentAnswer>("conversations.reply", { conversation, ...reply }),

	start: (customer: string, reply: Reply) =>
		write<SentAnswer>("conversations.start", { customer, ...reply }),

	note: (conversation: string, text: string, key: string) =>
		write<Message>("conversations.note", { conversation, text, key }),

	retry: (message: string) => write<Message>("conversations.retry", { message }),

	assign: (conversation: string, user: string) => act("assign", conversation, { user }),
	close: (conversation: string) => act("close", conversation),
	reopen: (conversation: string) => act("reopen", conversation),
	snooze: (conversation: string, until: string) => act("snooze", conversation, { until }),
	markRead: (conversation: string) => act("mark_read", conversation),
	markUnread: (conversation: string) => act("mark_unread", conversation),
	setCustomer: (conversation: string, customer: string) => act("set_customer", conversation, { customer }),
	makeTicket: (conversation: string, subject: string) => act("make_ticket", conversation, { subject }),

	people: (options?: CallOptions) => read<Person[]>("conversations.people", {}, options),

	cannedReplies: (channel: string, options?: CallOptions) =>
		read<CannedReply[]>("messages.templates", { channel, canned: 1 }, options),

	preview: (template: string, doctype: string, name: string, language: string) =>
		read<TemplatePreview>("messages.preview", { template, doctype, name, language }),

	call: (customer: string, number: string, key: string) =>
		write<unknown>("voice.call", { customer, number, key }),
};
