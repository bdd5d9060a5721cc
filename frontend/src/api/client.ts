/** The one way to call the site: typed answers, errors with the server's words, sessions that can be renewed. */

import { setBoot, useBoot, type Boot } from "@/boot";
import { __ } from "@/i18n/translate";
import { ApiError, errorFrom, networkError } from "./errors";

type Value = string | number | boolean | null | undefined;
export type Arguments = Record<string, Value>;

export interface CallOptions {
	signal?: AbortSignal;
}

const APP = "gigafibre_fsm.api";
const BOOT = `${APP}.session.boot`;

/** Renews an ended session (a dialog asks for the password); resolves when the call may be tried again. */
let renewSession: (() => Promise<void>) | null = null;

export function onSessionEnd(renew: () => Promise<void>): void {
	renewSession = renew;
}

/** Read: GET gigafibre_fsm.api.<method>. Raises ApiError; an aborted call raises AbortError. */
export function read<T>(method: string, values: Arguments = {}, options: CallOptions = {}): Promise<T> {
	return persist(() => request<T>("GET", `${APP}.${method}`, values, options));
}

/** Write: POST gigafibre_fsm.api.<method>. */
export function write<T>(method: string, values: Arguments = {}, options: CallOptions = {}): Promise<T> {
	return persist(() => request<T>("POST", `${APP}.${method}`, values, options));
}

/** Sign in on the open page and take the new session's boot. Raises ApiError when the password is refused. */
export async function signIn(user: string, password: string): Promise<Boot> {
	try {
		await request("POST", "login", { usr: user, pwd: password }, {});
	} catch (error) {
		const isRefused = error instanceof ApiError && error.status === 401;
		throw isRefused ? new ApiError("refused", __("The password is not right"), 401) : error;
	}
	return renewBoot();
}

export async function signOut(): Promise<void> {
	await request("POST", "logout", {}, {});
}

/** Fetch who we are now; without a session raises ApiError of kind "session". */
export async function renewBoot(): Promise<Boot> {
	const boot = await request<Boot>("GET", BOOT, {}, {});
	setBoot(boot);
	return boot;
}

/** Try; when the session ended or its token changed under us, renew it and try once more. */
async function persist<T>(attempt: () => Promise<T>): Promise<T> {
	refuseAnotherUser();
	try {
		return await attempt();
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		if (error.kind === "csrf") await renewToken();
		else if (error.kind === "session" && renewSession) await renewSession();
		else throw error;
		return attempt();
	}
}

/** Take the token another tab's sign-in brought; a page never goes on as somebody it was not opened by. */
async function renewToken(): Promise<void> {
	const boot = await request<Boot>("GET", BOOT, {}, {});
	if (boot.user !== useBoot().user) throw new ApiError("refused", signedInAs(boot.full_name));
	setBoot(boot);
}

/** Neither ask nor write as who signed in in another tab since. */
function refuseAnotherUser(): void {
	const here = cookie("user_id");
	if (here && here !== "Guest" && here !== useBoot().user)
		throw new ApiError("refused", signedInAs(cookie("full_name") || here));
}

function signedInAs(name: string): string {
	return __("You are now signed in as {0} in this browser. Nothing was sent: reload the page.", [name]);
}

async function request<T>(
	verb: "GET" | "POST",
	method: string,
	values: Arguments,
	options: CallOptions,
): Promise<T> {
	const sent = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
	const query = new URLSearchParams(sent.map(([key, value]) => [key, String(value)]));
	const isRead = verb === "GET";
	const url = `/api/method/${method}${isRead && sent.length ? `?${query}` : ""}`;
	const response = await fetched(url, {
		method: verb,
		headers: headers(isRead),
		body: isRead ? undefined : JSON.stringify(Object.fromEntries(sent)),
		signal: options.signal,
		credentials: "same-origin",
	});
	const text = await response.text();
	if (!response.ok) throw errorFrom(response.status, text, isGuest());
	return (JSON.parse(text) as { message: T }).message;
}

async function fetched(url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(url, init);
	} catch (error) {
		if (error instanceof DOMException && error.name === "AbortError") throw error;
		throw networkError();
	}
}

function headers(isRead: boolean): Record<string, string> {
	const common = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
	if (isRead) return common;
	return { ...common, "Content-Type": "application/json", "X-Frappe-CSRF-Token": token() };
}

function token(): string {
	try {
		return useBoot().csrf_token;
	} catch {
		return "";
	}
}

/** Frappe tells the page who it takes us for in a cookie scripts may read. */
function isGuest(): boolean {
	return /(?:^|;\s*)user_id=(Guest)?(?:;|$)/.test(document.cookie);
}

function cookie(name: string): string {
	const [, value = ""] = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(document.cookie) ?? [];
	return decodeURIComponent(value);
}
