import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTemplate } from "../../../tests/flows";
import { openPage, press, type OpenPage } from "../../../tests/page";
import { callsOf, openSite, serve } from "../../../tests/server";
import type { Catalogue, FlowStep, TemplateVersion } from "@/api/flowTypes";
import { forgetQueries } from "@/api/useQuery";
import { toasts } from "@/ui/toasts";
import VersionsPane from "./VersionsPane.vue";

const CATALOGUE: Catalogue = { kinds: [], events: [], doctypes: [], operators: [] };
let page: OpenPage;

function version(number: number, text: string, ...more: FlowStep[]): TemplateVersion {
	return {
		name: `V${number}`,
		version: number,
		published_on: "2026-11-20T12:00:00Z",
		published_by_name: "Camille Agent",
		note: number === 2 ? "Kinder words" : null,
		is_live: number === 2,
		title: "Late payment",
		applies_to: "Sales Invoice",
		trigger_event: "manual",
		trigger_condition: null,
		schedule: null,
		schedule_filters: null,
		allow_several: false,
		definition: {
			steps: [{ id: "tell", kind: "send_sms", label: "Tell them", params: { text } }, ...more],
		},
	};
}

const VERSIONS = [
	version(2, "Please pay", { id: "wait", kind: "wait", label: "Leave them a week", depends_on: ["tell"] }),
	version(1, "Pay now"),
];

beforeEach(() => {
	openSite();
	forgetQueries();
	toasts.length = 0;
	serve("flows.catalogue", () => CATALOGUE);
	serve("flows.variables", () => ({ groups: [] }));
	serve("flows.versions", () => ({ rows: VERSIONS }));
	serve("flows.version", ({ values }) => VERSIONS.find(({ name }) => name === values.name));
	serve("flows.template", () => ({ ...makeTemplate(), ...version(3, "Please pay us") }));
});
afterEach(() => page.wrapper.unmount());

async function open(row = makeTemplate()): Promise<void> {
	page = await openPage(VersionsPane, { template: "FLOW-1", row, mayDraw: true });
	await flushPromises();
}

const text = () => page.wrapper.text();

describe("the versions of a flow", () => {
	it("say what each changed since the one before", async () => {
		await open();
		for (const words of ["Kinder words", "In force", "Pay now", "Please pay", "Leave them a week"])
			expect(text()).toContain(words);
		await press("Side by side");
		expect(page.wrapper.findAll("tbody tr")).toHaveLength(2);
	});

	it("begin with the draft where there is one", async () => {
		await open(makeTemplate({ has_draft: true }));
		expect(text()).toContain("not published yet");
		expect(text()).toContain("Please pay us");
	});

	it("come back as a draft, once it was said what is lost", async () => {
		await open(makeTemplate({ has_draft: true }));
		serve("flows.restore_version", () => makeTemplate());
		await page.wrapper.findAll(".choices button")[2]!.trigger("click");
		await flushPromises();
		await press("Restore as a draft…");
		expect(document.querySelector("[role=dialog]")?.textContent).toContain(
			"The draft as it is now is lost",
		);
		await press("Make it the draft");
		expect(callsOf("flows.restore_version")[0]?.values).toEqual({ name: "V1" });
		expect(toasts[0]?.text).toBe("The draft is what version 1 was");
	});
});
