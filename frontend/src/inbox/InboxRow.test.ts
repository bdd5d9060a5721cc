import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { makeRow } from "../../tests/conversations";
import { openSite } from "../../tests/server";
import InboxRow from "./InboxRow.vue";

function shown(withStatus: boolean): string {
	openSite();
	const row = makeRow({ status: "Closed" });
	const global = { stubs: { RouterLink: true } };
	return mount(InboxRow, { props: { row, selected: false, withStatus }, global }).text();
}

it("says what a conversation's status is among those of all views only", () => {
	expect(shown(true)).toContain("Closed");
	expect(shown(false)).not.toContain("Closed");
});
