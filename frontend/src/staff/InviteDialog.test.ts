import { flushPromises, mount } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { h } from "vue";
import { callsOf, openSite, refusal, serve } from "../../tests/server";
import InviteDialog from "./InviteDialog.vue";
import { inviteIsOpen, openInvite } from "./inviting";
import type { Invitation, InvitationStep } from "./types";

let opened: ReturnType<typeof mount>;

const page = (): HTMLElement => document.querySelector("[role=dialog]") as HTMLElement;

function show(): ReturnType<typeof mount> {
	return mount(() => h(TooltipProvider, () => h(InviteDialog)), { attachTo: document.body });
}

function step(name: string, state: InvitationStep["state"], message = ""): InvitationStep {
	return { step: name, label: name, state, message };
}

function fill(selector: string, value: string): void {
	const field = page().querySelector<HTMLInputElement>(selector)!;
	field.value = value;
	field.dispatchEvent(new Event("input"));
}

function button(label: string): HTMLButtonElement {
	return [...page().querySelectorAll("button")].find((one) => one.textContent?.trim() === label)!;
}

async function invite(answer: () => Invitation): Promise<void> {
	serve("settings.invite_user", answer);
	opened = show();
	openInvite();
	await flushPromises();
	fill("input[type=email]", "zoe@isp.example");
	fill("input[autocomplete=off]:not([type])", "Zoé");
	page().querySelector<HTMLInputElement>("input[type=checkbox]")!.click();
	await flushPromises();
	button("Invite").click();
	await flushPromises();
}

beforeEach(() => {
	openSite();
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	serve("settings.invitation_groups", () => [{ group: "agents", roles: ["FSM Agent"] }]);
});

afterEach(() => {
	inviteIsOpen.value = false;
	opened.unmount();
	vi.useRealTimers();
});

describe("inviting a colleague", () => {
	it("tells every step and shows the password until the dialog closes", async () => {
		await invite(() => ({
			email: "zoe@isp.example",
			steps: [step("account", "done", "Username zoe-k3x4"), step("email", "already", "Sent")],
			password: "Dat-kem-wup-473",
		}));

		expect(callsOf("settings.invite_user")[0]?.values).toMatchObject({
			email: "zoe@isp.example",
			first_name: "Zoé",
			groups: '["agents"]',
		});
		expect(page().textContent).toContain("Username zoe-k3x4");
		expect(page().textContent).toContain("Dat-kem-wup-473");

		button("Close").click();
		await flushPromises();
		openInvite();
		await flushPromises();
		expect(page().textContent).not.toContain("Dat-kem-wup-473");
	});

	it("offers to mend what was typed after a failure, with the cause", async () => {
		const answers: Invitation[] = [
			{ email: "z", steps: [step("account", "failed", "Token invalid/expired")], password: null },
			{ email: "z", steps: [step("account", "done")], password: null },
		];
		await invite(() => answers.shift()!);
		expect(page().textContent).toContain("Token invalid/expired");

		button("Try again").click();
		await flushPromises();
		expect(page().querySelector<HTMLInputElement>("input[type=email]")!.value).toBe("zoe@isp.example");
		fill("input[autocomplete=off]:not([type])", "Zoë");
		button("Invite").click();
		await flushPromises();

		expect(callsOf("settings.invite_user")[1]?.values).toMatchObject({
			email: "zoe@isp.example",
			first_name: "Zoë",
			groups: '["agents"]',
		});
		expect(button("Try again")).toBeUndefined();
		expect(button("Close")).toBeTruthy();
	});

	it("asks what became of the e-mail and says the mail server's words", async () => {
		serve("settings.invitation_email", () => ({ state: "failed", message: "550 no such user" }));
		await invite(() => ({
			email: "z@isp.example",
			steps: [step("email", "done", "Waits")],
			password: null,
		}));

		await vi.advanceTimersByTimeAsync(2000);

		expect(page().textContent).toContain("550 no such user");
		await vi.advanceTimersByTimeAsync(60_000);
		expect(callsOf("settings.invitation_email")).toHaveLength(1);
	});

	it("stops asking once the e-mail has left", async () => {
		serve("settings.invitation_email", () => ({ state: "already", message: "Sent" }));
		await invite(() => ({
			email: "z@isp.example",
			steps: [step("email", "done", "Waits")],
			password: null,
		}));

		await vi.advanceTimersByTimeAsync(60_000);

		expect(page().querySelector("li")!.textContent).toBe("emaildoneSent");
		expect(callsOf("settings.invitation_email")).toHaveLength(1);
	});

	it("says why an invitation is not allowed, and keeps what was typed", async () => {
		await invite(() => {
			throw refusal(417, "Email “zoe@isp.example”: is not the address of a colleague");
		});

		expect(page().querySelector("[role=alert]")!.textContent).toContain(
			"is not the address of a colleague",
		);
		expect(page().querySelector<HTMLInputElement>("input[type=email]")!.value).toBe("zoe@isp.example");
	});

	it("says what to do when no group gives a role", async () => {
		serve("settings.invitation_groups", () => []);
		opened = show();
		openInvite();
		await flushPromises();
		expect(page().textContent).toContain("Fill the table Groups and Roles");
	});
});
