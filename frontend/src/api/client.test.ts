import { beforeEach, describe, expect, it, vi } from "vitest";
import { bootWith } from "../../tests/setup";
import { onSessionEnd, read, write } from "./client";
import { ApiError } from "./errors";

const answers: Response[] = [];
const calls: [string, RequestInit][] = [];

function answer(status: number, body: unknown): void {
	answers.push(new Response(typeof body === "string" ? body : JSON.stringify(body), { status }));
}

beforeEach(() => {
	answers.length = calls.length = 0;
	document.cookie = "user_id=agent@gigafibre.example";
	vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
		calls.push([url, init]);
		return answers.shift() ?? Promise.reject(new TypeError("Failed to fetch"));
	});
});

async function failure(call: Promise<unknown>): Promise<ApiError> {
	return call.then(
		() => expect.unreachable("the call should have failed"),
		(error: unknown) => error as ApiError,
	);
}

describe("errors", () => {
	it("carry the server's own sentences, without markup", async () => {
		const message = JSON.stringify({ message: "Serial <b>12</b> exists", title: "Duplicate" });
		answer(417, { exc_type: "ValidationError", _server_messages: JSON.stringify([message]) });
		const error = await failure(read("x"));
		expect([error.kind, error.message, error.title]).toEqual([
			"refused",
			"Serial 12 exists",
			"Duplicate",
		]);
	});

	it("join several sentences", async () => {
		const messages = ["One", "Two"].map((text) => JSON.stringify({ message: text }));
		answer(417, { _server_messages: JSON.stringify(messages) });
		expect((await failure(read("x"))).message).toBe("One\nTwo");
	});

	it("fall back on the exception's last words", async () => {
		answer(417, { exception: "frappe.exceptions.ValidationError: Serial is empty" });
		expect((await failure(read("x"))).message).toBe("Serial is empty");
	});

	it("survive an answer that is not JSON", async () => {
		answer(502, "<html>Bad gateway</html>");
		const error = await failure(read("x"));
		expect([error.kind, error.message]).toEqual(["server", "The server answered with an error (502)"]);
	});

	it("tell a refused permission from an ended session", async () => {
		answer(403, { exc_type: "PermissionError" });
		expect((await failure(read("x"))).kind).toBe("permission");
	});

	it("say when requests come too fast", async () => {
		answer(429, { exc_type: "RateLimitExceededError" });
		expect((await failure(read("x"))).kind).toBe("busy");
	});

	it("say when the server cannot be reached", async () => {
		expect((await failure(read("x"))).kind).toBe("network");
	});
});

describe("an ended session", () => {
	it("is renewed, and the call done as if nothing had happened", async () => {
		const renew = vi.fn(async () => undefined);
		onSessionEnd(renew);
		document.cookie = "user_id=Guest";
		answer(403, { exc_type: "PermissionError" });
		answer(200, { message: "done" });
		expect(await read("x")).toBe("done");
		expect(renew).toHaveBeenCalledOnce();
	});

	it("whose token changed in another tab takes the new one", async () => {
		answer(400, { exc_type: "CSRFTokenError" });
		bootWith({ user: "agent@gigafibre.example" });
		answer(200, { message: { user: "agent@gigafibre.example", language: "en", csrf_token: "new" } });
		answer(200, { message: "done" });
		expect(await write("x")).toBe("done");
		expect(new Headers(calls[2]?.[1].headers).get("X-Frappe-CSRF-Token")).toBe("new");
	});
});

describe("somebody else who signed in in another tab", () => {
	it("is not asked for, nor written as, by this page", async () => {
		document.cookie = "user_id=manager%40gigafibre.example";
		document.cookie = "full_name=Helen%20Carter";
		const error = await failure(read("x"));
		expect([error.kind, calls.length]).toEqual(["refused", 0]);
		expect(error.message).toContain("Helen Carter");
	});

	it("is not who this page writes as", async () => {
		bootWith({ user: "agent@gigafibre.example" });
		answer(400, { exc_type: "CSRFTokenError" });
		answer(200, { message: { user: "manager@gigafibre.example", full_name: "Helen Carter" } });
		const error = await failure(write("x"));
		expect([error.kind, calls.length]).toEqual(["refused", 2]);
		expect(error.message).toContain("Helen Carter");
	});
});

describe("calls", () => {
	it("send what is known and nothing else", async () => {
		bootWith({ csrf_token: "secret" });
		answer(200, { message: [] });
		await read("search.search", { query: "12 rue & co", limit: undefined });
		expect(calls[0]?.[0]).toBe("/api/method/gigafibre_fsm.api.search.search?query=12+rue+%26+co");
		expect(new Headers(calls[0]?.[1].headers).has("X-Frappe-CSRF-Token")).toBe(false);
	});
});
