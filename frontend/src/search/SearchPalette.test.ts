import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter, type Router } from "vue-router";
import type { SearchResult } from "@/api/types";
import { forgetQueries } from "@/api/useQuery";
import { callsOf, openSite, refusal, serve } from "../../tests/server";
import { openTemplate } from "@/flows/editor/openFlowEditor";
import { makeTemplate } from "../../tests/flows";
import { openSearch, recentItems, searchIsOpen } from "./palette";
import SearchPalette from "./SearchPalette.vue";

let palette: VueWrapper;
let router: Router;

function result(changes: Partial<SearchResult> = {}): SearchResult {
	return {
		kind: "equipment",
		doctype: "Service Equipment",
		name: "EQP-00042",
		customer: "CUST-1",
		customer_name: "Marie Exemple",
		title: "ONT XX230v",
		subtitle: "Marie Exemple",
		match: { field: "serial_number", value: "TPLGB4FB2AC8" },
		status: "Active",
		score: 90,
		...changes,
	};
}

function answer(...results: SearchResult[]) {
	return { query: "", took_ms: 1, results };
}

beforeEach(async () => {
	vi.useFakeTimers();
	openSite();
	forgetQueries();
	localStorage.clear();
	recentItems.value = [];
	const nothing = { render: () => null };
	router = createRouter({
		history: createMemoryHistory(),
		routes: [
			{ path: "/", component: nothing },
			{ path: "/clients/:customer", name: "client", component: nothing },
			{ path: "/clients/:customer/equipment/:equipment", name: "client-equipment", component: nothing },
			{ path: "/equipment/:equipment", name: "equipment", component: nothing },
			{ path: "/flows/:template", name: "flow", component: nothing },
		],
	});
	palette = mount(SearchPalette, { global: { plugins: [router] }, attachTo: document.body });
	openSearch();
	await flushPromises();
});

afterEach(() => {
	searchIsOpen.value = false;
	openTemplate.value = null;
	palette.unmount();
	vi.useRealTimers();
});

function field(): HTMLInputElement {
	return document.querySelector("[role=combobox]") as HTMLInputElement;
}

async function type(text: string, pause = 130): Promise<void> {
	field().value = text;
	field().dispatchEvent(new Event("input"));
	await vi.advanceTimersByTimeAsync(pause);
	await flushPromises();
}

async function press(key: string): Promise<void> {
	field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
	await flushPromises();
}

function options(): string[] {
	return [...document.querySelectorAll("[role=option]")].map((row) => row.textContent ?? "");
}

describe("search", () => {
	it("marks the piece of the serial that was typed", async () => {
		serve("search.search", () => answer(result()));
		await type("2ac8");
		expect(document.querySelector("mark")?.textContent).toBe("2AC8");
	});

	it("asks once for a word typed fast, and not for one letter", async () => {
		serve("search.search", () => answer());
		await type("t", 50);
		await type("tr", 50);
		await type("tre");
		expect(callsOf("search.search").map((call) => call.values.query)).toEqual(["tre"]);
	});

	it("drops the answer to an earlier text, and cancels its call", async () => {
		let release: (value: unknown) => void = () => undefined;
		serve("search.search", ({ values }) =>
			values.query === "old"
				? new Promise((resolve) => (release = resolve))
				: answer(result({ title: "New" })),
		);
		await type("old");
		await type("new");
		release(answer(result({ title: "Old" })));
		await flushPromises();
		expect(options().join()).toContain("New");
		expect(callsOf("search.search")[0]?.signal?.aborted).toBe(true);
	});

	it("opens the device under its client, and remembers it", async () => {
		serve("search.search", () => answer(result()));
		await type("2ac8");
		await press("Enter");
		expect(router.currentRoute.value.path).toBe("/clients/CUST-1/equipment/EQP-00042");
		expect(recentItems.value[0]?.name).toBe("EQP-00042");
	});

	it("waits for the answer when Enter comes first", async () => {
		serve("search.search", () => answer(result({ customer: null })));
		await type("2ac8", 10);
		await press("Enter");
		await vi.advanceTimersByTimeAsync(130);
		await flushPromises();
		expect(router.currentRoute.value.path).toBe("/equipment/EQP-00042");
	});

	it("goes through the results with the arrows, round and round", async () => {
		serve("search.search", () => answer(result(), result({ name: "EQP-2", title: "Second" })));
		await type("xx");
		await press("ArrowUp");
		expect(document.querySelector("[aria-selected=true]")?.textContent).toContain("Second");
	});

	it("says when nothing answers, and what to try", async () => {
		serve("search.search", () => answer());
		await type("zzz");
		expect(document.body.textContent).toContain("Nothing answers “zzz”.");
	});

	it("shows the cause of a failure and tries again", async () => {
		serve("search.search", () => {
			throw refusal(429, "Too many requests");
		});
		await type("trem");
		expect(document.body.textContent).toContain("Too many requests");
		serve("search.search", () => answer(result()));
		document.querySelector<HTMLButtonElement>("[role=alert] button")?.click();
		await vi.advanceTimersByTimeAsync(10);
		await flushPromises();
		expect(options()).toHaveLength(1);
	});

	it("opens a flow over the page, whatever the accents; over the editor it goes to its page", async () => {
		serve("search.search", () => answer());
		serve("flows.templates", () => ({
			rows: [makeTemplate({ name: "FLOW-7", title: "Après la visite" })],
		}));
		await type("apres vis");
		expect(options().join()).toContain("Après la visite");
		await press("Enter");
		expect(openTemplate.value).toEqual({ name: "FLOW-7" });
		expect(router.currentRoute.value.path).toBe("/");

		await router.push("/flows/FLOW-1");
		openTemplate.value = null;
		openSearch();
		await flushPromises();
		await type("visite");
		await press("Enter");
		expect(openTemplate.value).toBeNull();
		expect(router.currentRoute.value.path).toBe("/flows/FLOW-7");
	});
});
