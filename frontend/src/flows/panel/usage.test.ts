import { expect, it } from "vitest";
import type { TemplateDraft, Variables } from "@/api/flowTypes";
import { brokenBy } from "./usage";

const VARIABLES: Variables = {
	groups: [
		{
			label: "Customer",
			root: "doc",
			fields: [{ path: "doc.name", label: "ID", type: "text", options: null, sample: null }],
		},
	],
};

it("names what another doctype does not have, and where it is read", () => {
	const template = {
		trigger_condition: { ">": [{ var: "doc.outstanding_amount" }, 0] },
		definition: {
			steps: [
				{
					id: "tell",
					kind: "send_sms",
					label: "Tell",
					params: { text_fr: "{{ doc.name }} {{ doc.due_date | date }}" },
				},
				{ id: "wait", kind: "wait", label: "Wait", params: { field: "doc.due_date" } },
				{
					id: "fine",
					kind: "send_sms",
					label: "Fine",
					params: { text_fr: "{{ doc.name }} {{ steps.tell.sent }}" },
				},
			],
		},
	} as unknown as TemplateDraft;

	expect(brokenBy(template, VARIABLES)).toEqual([
		{ where: "Condition of the start", paths: ["doc.outstanding_amount"] },
		{ where: "Tell", paths: ["doc.due_date"] },
		{ where: "Wait", paths: ["doc.due_date"] },
	]);
});
