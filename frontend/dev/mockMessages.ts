/** Invented conversations that answer: a reply is on its way for a few seconds, then delivered, or fails. */

import type {
	CannedReply,
	Conversation,
	InboxAnswer,
	Message,
	Person,
	ReplyChannel,
	SentAnswer,
	TemplatePreview,
	ThreadAnswer,
} from "../src/api/messageTypes";
import { ago, BOOT } from "./mockBoot";
import { CLIENTS } from "./mockClients";

type Values = Record<string, string>;

const PAGE = 50;
const TEXTS =
	"Bonjour, l’Internet est encore lent au sous-sol.|Merci, ça fonctionne maintenant!|À quelle heure passe le technicien?|J’ai reçu deux factures ce mois-ci, pouvez-vous vérifier?|The modem light is red since this morning.|Est-ce que je peux changer de forfait?|Voici une photo du modem|Ok parfait".split(
		"|",
	);
const PEOPLE: Person[] = [
	{ name: BOOT.user, full_name: BOOT.full_name },
	{ name: "alex@gigafibre.example", full_name: "Alex Pelletier" },
	{ name: "sam@gigafibre.example", full_name: "Sam Ouellet" },
];
const CANNED = [
	[
		"Redémarrer le modem",
		"Bonjour {name}, pouvez-vous débrancher le modem 30 secondes puis le rebrancher?",
	],
	["Rendez-vous confirmé", "Bonjour {name}, votre rendez-vous est confirmé. À bientôt!"],
	["Facture envoyée", "Bonjour {name}, votre facture vient de vous être envoyée par courriel."],
	["Merci", "Merci {name}, bonne journée!"],
] as const;
const CHANNELS = ["SMS", "Email", "Chat", "SMS", "SMS", "Phone"] as const;

const rows: Conversation[] = CLIENTS.map((client, index) => ({
	name: `CONV-${String(index + 1).padStart(5, "0")}`,
	title: client.customer_name,
	customer: client.name,
	customer_name: client.customer_name,
	channel: CHANNELS[index % CHANNELS.length] ?? "SMS",
	address: CHANNELS[index % CHANNELS.length] === "Email" ? client.email : client.phone,
	status: index % 9 === 5 ? "Snoozed" : index % 7 === 6 ? "Closed" : "Open",
	assigned_to: PEOPLE[index % 5]?.name ?? null,
	assigned_name: PEOPLE[index % 5]?.full_name ?? null,
	snoozed_until: index % 9 === 5 ? ago(-50_000) : null,
	unread: index < 4 ? index + 1 : 0,
	last_message_at: ago(index * index * 240 + index * 900 + 60),
	last_message: TEXTS[index % TEXTS.length] ?? "",
	last_direction: index % 3 === 1 ? "Sent" : "Received",
	needs_customer: false,
	issue: index % 8 === 0 ? `ISS-2026-000${index + 10}` : null,
}));
Object.assign(rows[2] as Conversation, {
	title: "418 555-0177",
	customer: null,
	customer_name: null,
	channel: "SMS",
	address: "+14185550177",
	needs_customer: true,
});

const threads = new Map<string, Message[]>();

function message(changes: Partial<Message>): Message {
	return {
		name: `MSG-${Math.random().toString(36).slice(2, 10)}`,
		kind: "message",
		channel: "SMS",
		direction: "in",
		at: ago(60),
		by: null,
		by_name: null,
		flow_run: null,
		subject: null,
		text: "",
		status: null,
		error: null,
		can_retry: false,
		attachments: [],
		...changes,
	};
}

function messagesOf(name: string): Message[] {
	const known = threads.get(name);
	if (known) return known;
	const row = rowOf(name);
	const last = Date.parse(row.last_message_at ?? "");
	const at = (minutes: number) => new Date(last - minutes * 60_000).toISOString();
	const mine = { direction: "out", by: BOOT.user, by_name: BOOT.full_name, status: "delivered" } as const;
	const many = Array.from({ length: name === "CONV-00001" ? 130 : 0 }, (_, index) =>
		message({
			at: at(9000 + (130 - index) * 45),
			text: TEXTS[index % TEXTS.length],
			...(index % 3 ? {} : mine),
		}),
	);
	const photo = (changes: object) => ({
		name: "FILE-1",
		file_name: "modem.jpg",
		url: "/favicon.ico",
		size: 184_320,
		content_type: "image/jpeg",
		state: "ready" as const,
		reason: null,
		...changes,
	});
	const messages = [
		...many,
		message({
			at: at(3000),
			text: "Bonjour, mon Internet est lent depuis hier soir, surtout au sous-sol.",
		}),
		message({ at: at(2990), ...mine, text: "Bonjour! Je regarde votre modem tout de suite." }),
		message({
			at: at(2988),
			...mine,
			text: "Le signal est bon. Pouvez-vous redémarrer le routeur du sous-sol?",
		}),
		message({
			at: at(2980),
			kind: "note",
			channel: null,
			direction: "out",
			by: "alex@gigafibre.example",
			by_name: "Alex Pelletier",
			text: "Vu avec le réseau: rien sur l’OLT. Si ça continue, envoyer un technicien.",
		}),
		message({ at: at(1400), kind: "call", channel: "Phone", text: "Appel entrant, 3 min 12 s" }),
		message({
			at: at(1300),
			channel: "Email",
			subject: "Facture de novembre",
			text: "Bonjour,\n\nJ’ai reçu deux factures ce mois-ci, pouvez-vous vérifier?\nVoir https://example.com/facture.\n\nMerci,\nMarie",
			attachments: [
				photo({ name: "F2", file_name: "facture-novembre.pdf", content_type: "application/pdf" }),
				photo({
					name: "F3",
					file_name: "setup.exe",
					state: "refused",
					url: null,
					reason: "Files of this type are not accepted (.exe)",
				}),
			],
		}),
		message({
			at: at(40),
			...mine,
			status: "failed",
			error: "The carrier blocked this message as unwanted (30007)",
			can_retry: true,
			text: "Votre facture corrigée est en route.",
		}),
		message({
			at: at(4),
			text: "Voici une photo du modem",
			attachments: [
				photo({ name: "F1" }),
				photo({ name: "F4", file_name: "photo-2.jpg", state: "pending", url: null }),
			],
		}),
		message({
			at: at(0),
			channel: row.channel,
			text: row.last_message,
			...(row.last_direction === "Sent" ? mine : {}),
		}),
	];
	threads.set(name, messages);
	return messages;
}

function rowOf(name: string): Conversation {
	return rows.find((row) => row.name === name) ?? (rows[0] as Conversation);
}

const VIEWS: Record<string, (row: Conversation) => boolean> = {
	open: (row) => row.status === "Open",
	mine: (row) => row.status === "Open" && row.assigned_to === BOOT.user,
	unassigned: (row) => row.status === "Open" && !row.assigned_to,
	snoozed: (row) => row.status === "Snoozed",
	closed: (row) => row.status === "Closed",
};

function inbox(values: Values): InboxAnswer {
	const start = Number(values.start ?? 0);
	const end = start + Number(values.page_length ?? PAGE);
	const query = (values.query ?? "").toLowerCase();
	const inView = rows
		.filter(VIEWS[values.view ?? "open"] ?? (() => true))
		.filter((row) => `${row.title} ${row.last_message}`.toLowerCase().includes(query))
		.sort((one, other) => (other.last_message_at ?? "").localeCompare(one.last_message_at ?? ""));
	const number = (view: string) => rows.filter(VIEWS[view] as (row: Conversation) => boolean).length;
	const counts = {
		open: number("open"),
		mine: number("mine"),
		unassigned: number("unassigned"),
		unread: rows.filter((row) => row.unread).length,
	};
	return { rows: inView.slice(start, end), has_more: end < inView.length, counts };
}

function thread(values: Values): ThreadAnswer {
	const row = rowOf(values.name ?? "");
	const all = messagesOf(row.name);
	const end = values.before ? Number(values.before) : all.length;
	const begin = Math.max(0, values.after ? end - 3 : end - PAGE);
	const channels: ReplyChannel[] = [
		{
			channel: "SMS",
			address: row.channel === "Email" ? "+14185550101" : (row.address ?? ""),
			label: "SMS",
			blocked: null,
		},
		{ channel: "Email", address: "marie@example.com", label: "E-mail", blocked: null },
		{
			channel: "Chat",
			address: "",
			label: "Portal chat",
			blocked: "This customer has never opened the portal",
		},
	];
	const candidates = row.needs_customer
		? CLIENTS.slice(0, 2).map(({ name, customer_name, city }) => ({
				name,
				customer_name,
				detail: city ?? "",
			}))
		: [];
	return {
		conversation: { ...row, language: "fr", candidates, channels },
		messages: all.slice(begin, end),
		has_more: !values.after && begin > 0,
		oldest: String(begin),
		newest: String(end),
	};
}

function reply(values: Values): SentAnswer {
	const row = rowOf(values.conversation ?? "");
	const fresh = message({
		name: `MSG-${values.key}`,
		channel: (values.channel || "SMS") as Message["channel"],
		direction: "out",
		at: new Date().toISOString(),
		by: BOOT.user,
		by_name: BOOT.full_name,
		subject: values.subject || null,
		text: values.text,
		status: "queued",
	});
	messagesOf(row.name).push(fresh);
	setTimeout(() => (fresh.status = "sent"), 2000);
	setTimeout(() => (fresh.status = "delivered"), 6000);
	Object.assign(row, {
		last_message: values.text,
		last_direction: "Sent",
		last_message_at: fresh.at,
		unread: 0,
		status: "Open",
	});
	return { conversation: row, message: fresh };
}

function note(values: Values): Message {
	const fresh = message({
		name: `NOTE-${values.key}`,
		kind: "note",
		channel: null,
		direction: "out",
		at: new Date().toISOString(),
		by: BOOT.user,
		by_name: BOOT.full_name,
		text: values.text,
	});
	messagesOf(values.conversation ?? "").push(fresh);
	return fresh;
}

function changed(values: Values, changes: Partial<Conversation>): Conversation {
	return Object.assign(rowOf(values.conversation ?? ""), changes);
}

function filled(values: Values): TemplatePreview {
	const body = CANNED[Number(values.template)]?.[1] ?? "";
	return {
		subject: null,
		text: body.replace("{name}", "Marie"),
		encoding: "GSM-7",
		segments: 1,
		error: null,
	};
}

export const MESSAGE_METHODS: Record<string, (values: Values) => unknown> = {
	"conversations.inbox": inbox,
	"conversations.thread": thread,
	"conversations.of_customer": (values) =>
		thread({ name: rows.find((row) => row.customer === values.customer)?.name ?? "" }),
	"conversations.reply": reply,
	"conversations.note": note,
	"conversations.retry": (values) => {
		const found = [...threads.values()].flat().find((one) => one.name === values.message) as Message;
		return Object.assign(found, { status: "queued", error: null, can_retry: false });
	},
	"conversations.assign": (values) => {
		const person = PEOPLE.find((one) => one.name === values.user);
		return changed(values, {
			assigned_to: person?.name ?? null,
			assigned_name: person?.full_name ?? null,
		});
	},
	"conversations.close": (values) => changed(values, { status: "Closed", unread: 0 }),
	"conversations.reopen": (values) => changed(values, { status: "Open", snoozed_until: null }),
	"conversations.snooze": (values) =>
		changed(values, { status: "Snoozed", snoozed_until: values.until ?? null }),
	"conversations.mark_read": (values) => changed(values, { unread: 0 }),
	"conversations.mark_unread": (values) => changed(values, { unread: 1 }),
	"conversations.set_customer": (values) => {
		const client = CLIENTS.find((one) => one.name === values.customer);
		return changed(values, {
			customer: client?.name ?? null,
			customer_name: client?.customer_name ?? null,
			title: client?.customer_name ?? "",
			needs_customer: false,
		});
	},
	"conversations.make_ticket": (values) => changed(values, { issue: "ISS-2026-00099" }),
	"conversations.people": () => PEOPLE,
	"messages.templates": (): CannedReply[] =>
		CANNED.map(([title], index) => ({ name: String(index), title, channel: "Any", applies_to: null })),
	"messages.preview": filled,
	"voice.call": () => ({}),
};
