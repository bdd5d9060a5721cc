/** A site that a test plays: what each method answers, and what was asked. */

import { vi } from "vitest";

export interface Call {
	method: string;
	values: Record<string, unknown>;
	signal: AbortSignal | null;
}

type Answer = (call: Call) => unknown;

export const calls: Call[] = [];
const answers = new Map<string, Answer>();

/** Answer /api/method/gigafibre_fsm.api.<method>; throw a Response for an error. */
export function serve(method: string, answer: Answer): void {
	answers.set(method, answer);
}

export function openSite(): void {
	calls.length = 0;
	answers.clear();
	document.cookie = "user_id=agent@gigafibre.example";
	vi.stubGlobal("fetch", answerTo);
}

export function callsOf(method: string): Call[] {
	return calls.filter((call) => call.method === method);
}

async function answerTo(url: string, init: RequestInit): Promise<Response> {
	const { pathname, searchParams } = new URL(url, "http://site");
	const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
	const call: Call = {
		method: pathname.replace("/api/method/gigafibre_fsm.api.", ""),
		values: { ...Object.fromEntries(searchParams), ...body },
		signal: init.signal ?? null,
	};
	calls.push(call);
	try {
		const message = await answers.get(call.method)?.(call);
		return new Response(JSON.stringify({ message }), { status: 200 });
	} catch (failure) {
		if (failure instanceof Response) return failure;
		throw failure;
	}
}

/** A refusal as Frappe writes it. */
export function refusal(status: number, message: string): Response {
	const shown = JSON.stringify([JSON.stringify({ message })]);
	return new Response(JSON.stringify({ exc_type: "ValidationError", _server_messages: shown }), { status });
}
