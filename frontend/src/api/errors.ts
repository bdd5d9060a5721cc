/** What went wrong with a call, in words a person can act on. */

import { __ } from "@/i18n/translate";

export type ErrorKind =
	"network" | "session" | "csrf" | "permission" | "missing" | "busy" | "refused" | "server";

/** A failed call: `message` is the server's own sentence whenever it sent one. */
export class ApiError extends Error {
	constructor(
		readonly kind: ErrorKind,
		message: string,
		readonly status = 0,
		readonly title: string | null = null,
	) {
		super(message);
		this.name = "ApiError";
	}
}

interface ErrorBody {
	exc_type?: string;
	_server_messages?: string;
	_error_message?: string;
	session_expired?: number;
	exception?: string;
	message?: unknown;
}

const SESSION_ERRORS = ["AuthenticationError", "SessionExpired", "SessionStopped"];

/** Read a failed answer: its status, and its body when it is Frappe's JSON. */
export function errorFrom(status: number, text: string, isGuest: boolean): ApiError {
	const body = parsed(text);
	const kind = kindOf(status, body, isGuest);
	const { message, title } = serverMessage(body);
	return new ApiError(kind, message ?? fallback(kind, status), status, title);
}

export function networkError(): ApiError {
	const offline = !navigator.onLine;
	const text = offline ? __("You are offline") : __("The server cannot be reached. Try again in a moment.");
	return new ApiError("network", text);
}

function parsed(text: string): ErrorBody {
	try {
		const body: unknown = JSON.parse(text);
		return body && typeof body === "object" ? (body as ErrorBody) : {};
	} catch {
		return {};
	}
}

const KINDS: Record<number, ErrorKind> = {
	401: "session",
	403: "permission",
	404: "missing",
	429: "busy",
	503: "busy",
};

function kindOf(status: number, body: ErrorBody, isGuest: boolean): ErrorKind {
	if (body.exc_type === "CSRFTokenError") return isGuest ? "session" : "csrf";
	if (body.session_expired || SESSION_ERRORS.includes(body.exc_type ?? "")) return "session";
	if (status === 403 && isGuest) return "session";
	return KINDS[status] ?? (status >= 500 ? "server" : "refused");
}

function serverMessage(body: ErrorBody): { message: string | null; title: string | null } {
	const shown = messagesOf(body._server_messages);
	const text = shown.map((one) => plain(one.message)).filter(Boolean);
	const said = text.join("\n") || plain(body._error_message ?? "") || lastLine(body.exception);
	return { message: said || null, title: plain(shown[0]?.title ?? "") || null };
}

/** `_server_messages` is a JSON list of JSON strings (or of plain text, from older code). */
function messagesOf(raw: string | undefined): { message: string; title?: string }[] {
	if (!raw) return [];
	try {
		return (JSON.parse(raw) as unknown[]).map((item) => messageOf(item));
	} catch {
		return [];
	}
}

function messageOf(item: unknown): { message: string; title?: string } {
	if (typeof item !== "string") return item as { message: string };
	try {
		const value: unknown = JSON.parse(item);
		return value && typeof value === "object" ? (value as { message: string }) : { message: item };
	} catch {
		return { message: item };
	}
}

/** "frappe.exceptions.ValidationError: Serial is empty" → "Serial is empty". */
function lastLine(exception: string | undefined): string {
	return plain((exception ?? "").replace(/^[\w.]+(Error|Exception)?:\s*/, ""));
}

function plain(html: string): string {
	const body = new DOMParser().parseFromString(html, "text/html").body;
	return (body.textContent ?? "").replace(/\s+/g, " ").trim();
}

function fallback(kind: ErrorKind, status: number): string {
	const sentences: Partial<Record<ErrorKind, string>> = {
		session: __("Your session has ended"),
		permission: __("Your account may not do this"),
		missing: __("This record no longer exists"),
		busy: __("Too many requests at once. Wait a few seconds."),
	};
	return sentences[kind] ?? __("The server answered with an error ({0})", [status]);
}
