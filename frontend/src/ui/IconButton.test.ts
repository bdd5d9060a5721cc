import { mount } from "@vue/test-utils";
import { X } from "lucide-vue-next";
import { TooltipProvider } from "reka-ui";
import { describe, expect, it, vi } from "vitest";
import { h } from "vue";
import IconButton from "./IconButton.vue";

describe("an icon button", () => {
	it("answers a click and wears the class it is given, though a tooltip stands around it", async () => {
		const onClick = vi.fn();
		const button = () => h(IconButton, { icon: X, label: "Close", class: "corner", onClick });
		const page = mount(() => h(TooltipProvider, button));
		await page.get("button.corner").trigger("click");
		expect(onClick).toHaveBeenCalledOnce();
	});
});
