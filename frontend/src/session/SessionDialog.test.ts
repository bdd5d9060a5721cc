import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { h } from "vue";
import { callsOf, openSite, serve } from "../../tests/server";
import { BOOT } from "../../tests/setup";
import { write } from "@/api/client";
import SessionDialog from "./SessionDialog.vue";

let page: VueWrapper;
const reload = vi.fn();
let isOver = true;

beforeEach(() => {
	openSite();
	vi.spyOn(location, "reload").mockImplementation(reload);
	serve("conversations.reply", () => {
		if (isOver) throw new Response(JSON.stringify({ session_expired: 1 }), { status: 401 });
	});
	page = mount(() => h(TooltipProvider, () => h(SessionDialog)), { attachTo: document.body });
});

afterEach(() => page.unmount());

function press(label: string): void {
	const buttons = [...document.querySelectorAll<HTMLElement>("[role=dialog] button, [role=dialog] a")];
	buttons.find((one) => one.textContent?.trim() === label)?.click();
}

it("sends nothing that waited once somebody else has signed in in another tab", async () => {
	void write("conversations.reply", { text: "Bonjour" });
	await flushPromises();
	isOver = false;
	serve("session.boot", () => ({ ...BOOT, user: "manager@gigafibre.example" }));
	press("Sign in another way");
	await flushPromises();
	press("I have signed in");
	await flushPromises();
	expect(reload).toHaveBeenCalledOnce();
	expect(callsOf("conversations.reply")).toHaveLength(1);
});
