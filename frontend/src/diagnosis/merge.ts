/** Putting a diagnosis together from answers and live messages that may come late, twice or out of order. */

import type { Diagnosis, DiagnosisMessage, Refresh, Source, Task } from "@/api/diagnosisTypes";

/** Take a whole answer of the API; a newer summary or refresh that came live meanwhile is kept. */
export function mergeAnswer(known: Diagnosis | null, answer: Diagnosis): Diagnosis {
	if (!known) return answer;
	return { ...merged(known, answer), equipment: answer.equipment };
}

/** Take a live message; null when it changes nothing (another device, or older than what is shown). */
export function mergeMessage(known: Diagnosis, message: DiagnosisMessage): Diagnosis | null {
	if (message.equipment !== known.equipment.name) return null;
	if (isOlder(message.refresh, known.refresh)) return null;
	return merged(known, message);
}

type Part = Pick<Diagnosis, "summary" | "at" | "age_s" | "ages" | "sources" | "refresh">;

function merged(known: Diagnosis, part: Part): Diagnosis {
	const keepsRefresh = isOlder(part.refresh, known.refresh);
	const refresh = keepsRefresh ? known.refresh : part.refresh;
	return {
		...known,
		...newerReading(known, part),
		sources: mergedSources(known.sources, part.sources, refresh),
		refresh,
	};
}

/** Old values stay on screen, with their age, until newer ones exist. */
function newerReading(known: Diagnosis, part: Part) {
	const isNewer = part.summary && !(known.at && part.at && Date.parse(part.at) < Date.parse(known.at));
	const { summary, at, age_s, ages } = isNewer ? part : known;
	return { summary, at, age_s, ages };
}

/** One row a source, the latest word of each; nothing stays pending once the refresh has ended. */
function mergedSources(known: Source[], news: Source[], refresh: Refresh | null): Source[] {
	const rows = new Map(known.map((source) => [source.name, source]));
	for (const source of news) rows.set(source.name, source);
	return [...rows.values()].filter((source) => source.state !== "pending" || isUnderWay(refresh));
}

export function isUnderWay(refresh: Refresh | null): boolean {
	return refresh?.state === "queued" || refresh?.state === "running";
}

/** Whether `news` tells of an earlier refresh, or of an earlier step of the same one. */
function isOlder(news: Refresh | null, known: Refresh | null): boolean {
	if (!known) return false;
	if (!news) return isUnderWay(known);
	if (news.id !== known.id) return Date.parse(news.started_at) < Date.parse(known.started_at);
	return progress(news) < progress(known);
}

function progress(refresh: Refresh): number {
	if (refresh.state === "queued") return 0;
	return refresh.state === "running" ? refresh.step : Number.POSITIVE_INFINITY;
}

/** Take news of a task; what was told late never takes an ended one back. */
export function mergeTask(known: Task | null, news: Task): Task {
	if (known?.id !== news.id) return news;
	return known.ended && !news.ended ? known : news;
}
