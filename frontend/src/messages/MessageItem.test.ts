import { mount, RouterLinkStub } from "@vue/test-utils";
import { expect, it } from "vitest";
import { makeThreadMessage } from "../../tests/conversations";
import { openSite } from "../../tests/server";
import MessageItem from "./MessageItem.vue";
import { byDays } from "./shown";

const automatic = makeThreadMessage({
	direction: "out",
	by_name: "Late payment",
	flow_run: "RUN-1",
	status: "suppressed",
	error: "this number has opted out",
});

it("says which flow sent a message, whose run it opens, and why it did not arrive", () => {
	openSite();
	const [day] = byDays([automatic], []);
	const props = { message: day!.messages[0]!, customerName: "Marie Exemple" };
	const page = mount(MessageItem, { props, global: { stubs: { RouterLink: RouterLinkStub } } });

	const link = page.getComponent(RouterLinkStub);
	expect(link.text()).toBe("Flow · Late payment");
	expect(link.props("to")).toEqual({ name: "flow-run", params: { run: "RUN-1" } });
	expect(page.get(".delivery").text()).toContain("this number has opted out");
	expect(page.get(".head").text()).toContain("SMS");
});

it("does not run two flows' messages together, nor a flow's with a person's", () => {
	openSite();
	const messages = [
		automatic,
		makeThreadMessage({ ...automatic, name: "M-2" }),
		makeThreadMessage({ ...automatic, name: "M-3", flow_run: "RUN-2" }),
		makeThreadMessage({ ...automatic, name: "M-4", flow_run: null, by: "alex@example.com" }),
	];
	const [day] = byDays(messages, []);
	expect(day!.messages.map((one) => one.continues)).toEqual([false, true, false, false]);
});
