/** What is wrong with a drawing, said at once while it is drawn; the server says the rest a moment later. */

import type { Catalogue, FlowStep, KindInfo, Problem } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { cycleAmong, handlerOf } from "./chain";
import { questionsOf } from "../panel/questions";
import { missingParams } from "./params";
import { dependsOn, find, labelOf, lanesOf, siblings, siblingsOf, TOP, type Steps } from "./steps";

/** The problems that need nothing but the drawing and the catalogue to be seen. */
export function check(steps: Steps, catalogue: Catalogue): Problem[] {
	return [...steps.flatMap((step) => problemsOf(steps, step, catalogue)), ...cycles(steps)];
}

function problemsOf(steps: Steps, step: FlowStep, catalogue: Catalogue): Problem[] {
	const kind = catalogue.kinds.find(({ name }) => name === step.kind);
	if (!kind) return [problem(step, "kind", __("There is no kind of step “{0}” here.", [step.kind]))];
	const missing = missingParams(step, kind).map((param) =>
		problem(step, `params.${param.name}`, __("“{0}” is missing.", [param.label])),
	);
	return [
		...missing,
		...questions(step, kind),
		...waits(steps, step),
		...handler(steps, step),
		...lane(steps, step),
	];
}

/** A question that asks nothing: the server does not take it either. */
function questions(step: FlowStep, kind: KindInfo): Problem[] {
	return kind.params
		.filter(({ type }) => type === "form")
		.flatMap(({ name }) =>
			questionsOf(step.params?.[name] ?? null).map((one) => ({ ...one, param: name })),
		)
		.flatMap(({ label, param }, index) =>
			label?.trim()
				? []
				: [
						problem(
							step,
							`params.${param}.${index}`,
							__("Question {0} asks nothing yet.", [index + 1]),
						),
					],
		);
}

function waits(steps: Steps, step: FlowStep): Problem[] {
	const peers = siblingsOf(steps, step.id);
	return dependsOn(step)
		.filter((id) => !find(peers, id))
		.map((id) =>
			problem(
				step,
				"depends_on",
				find(steps, id)
					? __("It cannot wait for “{0}”, which is not in the same group.", [labelOf(steps, id)])
					: __("It waits for “{0}”, which is not there.", [id]),
			),
		);
}

function handler(steps: Steps, step: FlowStep): Problem[] {
	const id = handlerOf(step);
	if (!id || (id !== step.id && find(siblingsOf(steps, step.id), id))) return [];
	return [
		problem(
			step,
			"on_error.handler",
			__("The step that answers its failure must be another one of the same group."),
		),
	];
}

function lane(steps: Steps, step: FlowStep): Problem[] {
	const parent = find(steps, step.parent);
	const own = parent && lanesOf(steps, parent).find((one) => one.lane === (step.lane ?? ""));
	return own?.isLost ? [problem(step, "lane", __("Its case “{0}” is no longer there.", [own.label]))] : [];
}

function cycles(steps: Steps): Problem[] {
	const lists = [TOP, ...steps.flatMap((step) => lanesOf(steps, step))];
	return lists.flatMap((place) => {
		const cycle = cycleAmong(siblings(steps, place));
		if (!cycle) return [];
		// A way back is read along what waits: the one found goes against it.
		const names = cycle.toReversed().map((id) => labelOf(steps, id));
		return [
			{
				step: cycle[0] ?? null,
				path: "depends_on",
				message: __("These steps wait for each other: {0}.", [names.join(" → ")]),
			},
		];
	});
}

function problem(step: FlowStep, path: string, message: string): Problem {
	return { step: step.id, path, message };
}

/** What is seen here first; of what the server said (a moment ago) whatever is not the same fault and still has its step. */
export function merged(here: readonly Problem[], server: readonly Problem[], steps: Steps): Problem[] {
	const seen = new Set(here.map(keyOf));
	const others = server.filter((one) => !seen.has(keyOf(one)) && (!one.step || find(steps, one.step)));
	return [...here, ...others];
}

function keyOf({ step, path }: Problem): string {
	return `${step ?? ""}:${path}`;
}
