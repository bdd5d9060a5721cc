/** When a task is due, in words, and how urgent that is. */

import type { TaskRow } from "@/api/flowTypes";
import { dayOf, upcoming } from "@/format/days";
import { ago, secondsSince } from "@/format/times";
import { __ } from "@/i18n/translate";

export interface Due {
	words: string;
	tone: "bad" | "marginal" | "idle";
}

/** "Late: 3 h ago" once it has passed, "Due 5:00 p.m." today, then the day; null when it has no deadline or is over. */
export function dueOf({ due_on, status }: Pick<TaskRow, "due_on" | "status">, now: number): Due | null {
	if (!due_on || status !== "Open") return null;
	const at = Date.parse(due_on);
	if (at <= now) return { words: __("Late: due {0}", [ago(secondsSince(due_on, now))]), tone: "bad" };
	const isToday = dayOf(at) === dayOf(now);
	return { words: __("Due {0}", [upcoming(due_on, now)]), tone: isToday ? "marginal" : "idle" };
}
