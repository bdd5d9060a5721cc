/** What starts a flow, as the head of its tree says it. */

import type { Catalogue, Problem, TemplateDraft } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import type { Names } from "../model/paths";
import { ruleWords } from "../model/ruleWords";
import { cronWords } from "../panel/cron";
import type { Start } from "./StartCard.vue";

export function startOf(draft: TemplateDraft, names: Names, problems: readonly Problem[]): Start {
	const { applies_to, trigger_event, trigger_condition, schedule } = draft;
	const event = names.catalogue?.events.find(({ name }) => name === trigger_event)?.label ?? trigger_event;
	const isScheduled = trigger_event === "schedule" && schedule;
	return {
		title: event,
		detail: [
			__("About: {0}", [doctypeWords(names.catalogue, applies_to)]),
			isScheduled ? (cronWords(schedule) ?? schedule) : "",
		]
			.filter(Boolean)
			.join(" · "),
		condition: trigger_condition === null ? null : ruleWords(trigger_condition, names),
		problems: problems.filter(({ step }) => step === null).map(({ message }) => message),
	};
}

function doctypeWords(catalogue: Catalogue | null, name: string | null): string {
	return catalogue?.doctypes.find((one) => one.name === name)?.label ?? name ?? "…";
}
