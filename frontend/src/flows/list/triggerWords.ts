/** What starts a flow, in words. */

import type { TemplateRow } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { cronWords } from "../panel/cron";

export function triggerWords({ trigger_event, trigger_label, schedule }: TemplateRow): string {
	if (trigger_event !== "schedule" || !schedule) return trigger_label;
	return cronWords(schedule) ?? __("{0}: {1}", [trigger_label, schedule]);
}

/** What switching a flow on means, for who is about to. */
export function enabling(row: TemplateRow): string {
	const starts: Record<string, string> = {
		manual: __("It can be started by hand from a record ({0}).", [row.applies_to_label]),
		schedule: __("It starts by itself on its schedule, for each record it selects ({0}).", [
			row.applies_to_label,
		]),
	};
	const event = __("It starts by itself from now on: {0}. What happened before does not start it.", [
		row.trigger_label,
	]);
	const draft = row.has_draft
		? __("Version {0} runs; the draft waits until it is published.", [row.published_version])
		: "";
	return [starts[row.trigger_event] ?? event, draft].filter(Boolean).join(" ");
}

/** What switching it off means. */
export function disabling(row: TemplateRow): string {
	const nothing = __("Nothing starts it any more.");
	if (!row.runs_alive) return nothing;
	const alive =
		row.runs_alive === 1
			? __("The run that is under way goes on.")
			: __("The {0} runs under way go on.", [row.runs_alive]);
	return `${nothing} ${alive}`;
}
