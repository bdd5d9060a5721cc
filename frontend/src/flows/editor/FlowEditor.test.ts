import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { TooltipProvider } from "reka-ui";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { h } from "vue";
import type { FlowStep, TemplateDraft } from "@/api/flowTypes";
import { forgetQueries } from "@/api/useQuery";
import { toasts } from "@/ui/toasts";
import { CATALOGUE, makeChain, makeStep, makeTemplate } from "../../../tests/flowEditor";
import { callsOf, openSite, refusal, serve } from "../../../tests/server";
import FlowEditor from "./FlowEditor.vue";

vi.mock("vue-router", () => ({ useRouter: () => ({ push: vi.fn() }) }));

let page: VueWrapper;
let editor: InstanceType<typeof FlowEditor>;
const gone = vi.fn();

beforeEach(() => {
	vi.useFakeTimers({ shouldAdvanceTime: true });
	gone.mockReset();
	forgetQueries();
	toasts.splice(0);
	openSite();
	serve("flows.catalogue", () => CATALOGUE);
	serve("flows.variables", () => ({ groups: [] }));
	serve("flows.validate", () => ({ problems: [] }));
	serve("flows.template", () => makeTemplate());
	serve("flows.save", ({ values }) => makeTemplate({ ...drawn(values), modified: "later" }));
});

afterEach(() => {
	page.unmount();
	document.body.innerHTML = "";
	vi.useRealTimers();
});

async function open(template: string | null = "FLOW-1"): Promise<void> {
	const shown = () =>
		h(FlowEditor, {
			template,
			inDialog: true,
			onGo: gone,
			ref: (one) => (editor = one as typeof editor),
		});
	page = mount(() => h(TooltipProvider, shown), { attachTo: document.body });
	await flushPromises();
}

function drawn(values: Record<string, unknown>): TemplateDraft {
	return JSON.parse(String(values.template)) as TemplateDraft;
}

/** The steps as they stand. */
function rows(): string {
	return page
		.findAll("[data-step]")
		.map((row) => row.attributes("data-step"))
		.join(" ");
}

async function press(key: string, row: string, more: object = {}): Promise<void> {
	const element = page.get(`[data-key="${row}"]`);
	(element.element as HTMLElement).focus();
	await flushPromises();
	await element.trigger("keydown", { key, ...more });
	await flushPromises();
}

async function undo(): Promise<void> {
	await page.get("[data-flow-editor]").trigger("keydown", { key: "z", ctrlKey: true });
	await flushPromises();
}

async function rest(): Promise<void> {
	await vi.advanceTimersByTimeAsync(2000);
	await flushPromises();
}

function saved(): FlowStep[] {
	return drawn(callsOf("flows.save").at(-1)?.values ?? {}).definition.steps;
}

const said = (): string => page.get("[role=status][aria-live=polite]").text();
const button = (label: string) => page.findAll("button").find((one) => one.text().trim() === label)!;

describe("drawing by keyboard", () => {
	it("adds the kind that is found after the step one is on, and saves it chained", async () => {
		await open();
		await press("+", "a");
		const search = document.querySelector<HTMLInputElement>(".add-step input")!;
		search.value = "wait";
		search.dispatchEvent(new Event("input"));
		await flushPromises();
		search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
		await flushPromises();

		expect(rows()).toBe("a wait b c");
		expect(document.activeElement?.getAttribute("data-key")).toBe("wait");
		expect(said()).toBe("Wait was added after A");
		await rest();
		expect(saved().find(({ id }) => id === "b")?.depends_on).toEqual(["wait"]);
	});

	it("moves a step up, which chains the rest anew, and undoes it", async () => {
		await open();
		await press("ArrowUp", "c", { altKey: true });
		await press("ArrowUp", "c", { altKey: true });

		expect(rows()).toBe("c a b");
		expect(said()).toBe("C was moved to the beginning");
		await rest();
		expect(saved().map(({ depends_on }) => depends_on ?? [])).toEqual([[], ["c"], ["a"]]);

		await undo();
		await undo();
		expect(rows()).toBe("a b c");
	});

	it("walks into and out of groups, and moves steps there", async () => {
		serve("flows.template", () =>
			makeTemplate({
				definition: {
					steps: [makeStep("g", { kind: "group" }), makeStep("a", { depends_on: ["g"] })],
				},
			}),
		);
		await open();
		await press("ArrowRight", "a", { altKey: true });
		expect(page.get('[data-list][data-parent="g"]').find('[data-step="a"]').exists()).toBe(true);

		await press("ArrowLeft", "a");
		expect(document.activeElement?.getAttribute("data-key")).toBe("g");
		await press("ArrowLeft", "g");
		expect(rows()).toBe("g");
		await press("ArrowRight", "g");
		await press("ArrowLeft", "a", { altKey: true });
		expect(page.get('[data-list][data-parent=""]').element.children).toHaveLength(5);
	});

	it("removes a step and offers to bring it back", async () => {
		await open();
		await press("Delete", "b");
		expect(rows()).toBe("a c");
		expect(toasts.at(-1)?.text).toBe("“B” was removed");

		toasts.at(-1)?.action?.run();
		await flushPromises();
		expect(rows()).toBe("a b c");
	});

	it("does not undo something else when the news of a removal is answered late", async () => {
		await open();
		await press("Delete", "b");
		const { action } = toasts.at(-1)!;
		await press("Delete", "a");
		action?.run();
		await flushPromises();
		expect(rows()).toBe("c");
	});
});

describe("what is wrong", () => {
	it("is said at once and again by the server, and holds back publishing", async () => {
		serve("flows.validate", () => ({
			problems: [{ step: "a", path: "condition", message: "Unknown variable" }],
		}));
		await open();
		await press("Delete", "b");
		await rest();

		expect(page.get('[data-step="a"] [data-head]').text()).toContain("Unknown variable");
		expect(button("Publish").attributes("aria-disabled")).toBe("true");
	});

	it("names a missing parameter as soon as its step stands there", async () => {
		serve("flows.template", () =>
			makeTemplate({ definition: { steps: [makeStep("tell", { kind: "send_sms" })] } }),
		);
		await open();
		expect(page.get('[data-step="tell"] [data-head]').text()).toContain("“Text” is missing.");
		expect(callsOf("flows.validate")).toHaveLength(0);
	});
});

describe("a draft somebody else saved meanwhile", () => {
	const theirs = makeTemplate({
		title: "Theirs",
		modified: "theirs",
		definition: { steps: makeChain("x") },
	});

	beforeEach(async () => {
		await open();
		serve("flows.save", () => {
			throw refusal(409, "Zoé saved it since");
		});
		serve("flows.template", () => theirs);
		await press("Delete", "b");
		await rest();
	});

	it("is not overwritten: who saved is named and the choice offered", () => {
		expect(page.get(".conflict").text()).toContain("Zoé saved it since");
		expect(rows()).toBe("a c");
	});

	it("goes on as mine, over theirs", async () => {
		serve("flows.save", ({ values }) => makeTemplate({ ...drawn(values), modified: "mine" }));
		await button("Keep mine").trigger("click");
		await flushPromises();

		expect(callsOf("flows.save").at(-1)?.values.modified).toBe("theirs");
		expect(saved().map(({ id }) => id)).toEqual(["a", "c"]);
		expect(page.find(".conflict").exists()).toBe(false);
	});

	it("goes on as theirs, and undo brings mine back", async () => {
		await button("Take theirs").trigger("click");
		await flushPromises();
		expect(rows()).toBe("x");

		await undo();
		expect(rows()).toBe("a c");
	});
});

describe("a template that may only be read", () => {
	it("is walked but not changed, and a system template is offered as a copy", async () => {
		serve("flows.template", () => makeTemplate({ can_write: false, is_system: true }));
		serve("flows.duplicate", () => makeTemplate({ name: "FLOW-2" }));
		await open();
		await press("Delete", "b");
		await press("ArrowDown", "a");

		expect(rows()).toBe("a b c");
		expect(document.activeElement?.getAttribute("data-key")).toBe("b");
		expect(page.find(".kind-palette").exists()).toBe(false);
		await button("Duplicate to change it").trigger("click");
		await flushPromises();
		expect(gone).toHaveBeenCalledWith("FLOW-2");
	});
});

describe("leaving", () => {
	it("saves what is not saved yet", async () => {
		await open();
		await press("Delete", "b");
		expect(await editor.mayLeave()).toBe(true);
		expect(saved()).toHaveLength(2);
	});

	it("asks first when it cannot be saved", async () => {
		await open();
		serve("flows.save", () => {
			throw refusal(417, "The disk is full");
		});
		await press("Delete", "b");
		const answer = editor.mayLeave();
		await flushPromises();

		const dialog = document.querySelector("[role=dialog]")!;
		expect(dialog.textContent).toContain("The disk is full");
		[...dialog.querySelectorAll("button")]
			.find((one) => one.textContent === "Leave without them")!
			.click();
		expect(await answer).toBe(true);
	});
});

describe("a new flow", () => {
	it("is kept as soon as something is drawn", async () => {
		await open(null);
		expect(page.text()).toContain("What should happen?");
		await page.get('[role=option][data-kind="tag"]').trigger("click");
		await rest();

		expect(callsOf("flows.save")[0]?.values.modified).toBe("");
		expect(saved().map(({ id }) => id)).toEqual(["tag"]);
	});
});
