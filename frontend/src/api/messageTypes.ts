/** Conversations and their messages, field by field (gigafibre_fsm/api/conversations). Times are ISO 8601 in UTC. */

export type Channel = "SMS" | "Email" | "Chat" | "Phone";

export type ConversationStatus = "Open" | "Snoozed" | "Closed";

export type InboxView = "open" | "mine" | "unassigned" | "snoozed" | "closed";

export interface Conversation {
	name: string;
	title: string;
	customer: string | null;
	customer_name: string | null;
	channel: Channel | null;
	address: string | null;
	status: ConversationStatus;
	assigned_to: string | null;
	assigned_name: string | null;
	snoozed_until: string | null;
	unread: number;
	last_message_at: string | null;
	last_message: string;
	last_direction: "Received" | "Sent" | null;
	needs_customer: boolean;
	issue: string | null;
}

export interface Candidate {
	name: string;
	customer_name: string;
	detail: string;
}

/** A way to write to the customer; `blocked` says why it cannot be used now. */
export interface ReplyChannel {
	channel: Channel;
	address: string;
	label: string;
	blocked: string | null;
}

/** A conversation opened; `name` is null for a customer nobody has exchanged with yet. */
export interface OpenConversation extends Omit<Conversation, "name"> {
	name: string | null;
	language: "fr" | "en";
	candidates: Candidate[];
	channels: ReplyChannel[];
}

export interface Attachment {
	name: string;
	file_name: string;
	url: string | null;
	size: number | null;
	content_type: string | null;
	state: "ready" | "pending" | "refused";
	reason: string | null;
}

export type DeliveryStatus = "queued" | "sending" | "sent" | "delivered" | "failed" | "suppressed";

export interface Message {
	name: string;
	kind: "message" | "note" | "call";
	channel: Channel | null;
	direction: "in" | "out";
	at: string;
	by: string | null;
	by_name: string | null;
	/** The run of a flow that sent it; its author is the flow then, `by_name` its title. */
	flow_run: string | null;
	subject: string | null;
	text: string;
	status: DeliveryStatus | null;
	error: string | null;
	can_retry: boolean;
	attachments: Attachment[];
}

/** `oldest` and `newest` are cursors: give them back as `before` and `after`. */
export interface ThreadAnswer {
	conversation: OpenConversation;
	messages: Message[];
	has_more: boolean;
	oldest: string | null;
	newest: string | null;
}

export interface InboxCounts {
	open: number;
	mine: number;
	unassigned: number;
	unread: number;
}

export interface InboxAnswer {
	rows: Conversation[];
	has_more: boolean;
	counts: InboxCounts;
}

export interface SentAnswer {
	conversation: Conversation;
	message: Message;
}

export interface Person {
	name: string;
	full_name: string;
}

export interface CannedReply {
	name: string;
	title: string;
	channel: "Any" | "SMS" | "Email";
	/** The doctype it is written for; none is for any. */
	applies_to: string | null;
}

export interface TemplatePreview {
	subject: string | null;
	text: string;
	encoding: string | null;
	segments: number | null;
	error: string | null;
}
