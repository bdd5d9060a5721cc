import { describe, expect, it } from "vitest";
import type { FlowStep } from "@/api/flowTypes";
import { rename, renameFault } from "./rename";

const steps: FlowStep[] = [
	{ id: "check", kind: "check_line", label: "Check" },
	{ id: "check_more", kind: "check_line", label: "Check more" },
	{
		id: "tell",
		kind: "send_sms",
		label: "Tell",
		depends_on: ["check"],
		condition: { ">": [{ var: "steps.check.rx" }, { var: ["steps.check_more.rx", 0] }] },
		params: {
			text: "steps.check is written {{ steps.check.rx | round }} {% if steps['check'].ok %}!{% endif %}",
		},
		on_error: { action: "handler", handler: "check" },
	},
	{ id: "inside", kind: "wait", label: "", parent: "check", params: { field: "steps.check" } },
];

describe("a step's new id", () => {
	const [first, second, tell, inside] = rename(steps, "check", "line");

	it("is followed by what waits for it, stands in it or is handled by it", () => {
		expect(first?.id).toBe("line");
		expect(tell?.depends_on).toEqual(["line"]);
		expect(tell?.on_error?.handler).toBe("line");
		expect(inside?.parent).toBe("line");
	});

	it("is followed in conditions and in the tags of texts, not in their plain words", () => {
		expect(tell?.condition).toEqual({
			">": [{ var: "steps.line.rx" }, { var: ["steps.check_more.rx", 0] }],
		});
		expect(tell?.params?.text).toBe(
			"steps.check is written {{ steps.line.rx | round }} {% if steps['line'].ok %}!{% endif %}",
		);
		expect(inside?.params?.field).toBe("steps.line");
	});

	it("leaves alone the steps whose ids begin the same", () => {
		expect(second?.id).toBe("check_more");
	});

	it("is refused when another has it or it is no id", () => {
		expect(renameFault(steps, "check", "tell")).toBe("taken");
		expect(renameFault(steps, "check", "2nd")).toBe("invalid");
		expect(rename(steps, "check", "tell")).toEqual(steps);
	});
});
