/** The parameters that are asked for, in order; those that say the same in French and English together. */

import type { FlowStep, Json, KindInfo, Param } from "@/api/flowTypes";
import { isAsked } from "../model/params";

export type Spoken = "fr" | "en";

export type ParamGroup =
	| { key: string; param: Param }
	/** An amount and its unit: one line. */
	| { key: string; pair: [Param, Param] }
	/** Texts of a message: each language is a tab. */
	| { key: string; spoken: Record<Spoken, Param[]> };

type Values = NonNullable<FlowStep["params"]>;

export function paramGroups(kind: KindInfo, values: Values): ParamGroup[] {
	const asked = kind.params.filter((param) => isAsked(param, kind, values));
	const spoken = {
		fr: asked.filter(({ name }) => isPaired(name, "fr", asked)),
		en: asked.filter(({ name }) => isPaired(name, "en", asked)),
	};
	const together = [...spoken.fr, ...spoken.en];
	return asked.flatMap((param, index): ParamGroup[] => {
		if (together.includes(param)) return param === together[0] ? [{ key: "spoken", spoken }] : [];
		const [before, after] = [asked[index - 1], asked[index + 1]];
		if (before && isPair(before, param)) return [];
		return after && isPair(param, after)
			? [{ key: param.name, pair: [param, after] }]
			: [{ key: param.name, param }];
	});
}

function isPair(amount: Param, unit: Param): boolean {
	return /amount$/.test(amount.name) && unit.name === amount.name.replace(/amount$/, "unit");
}

/** "Text (French)" is "Text" under the tab that says French. */
export function plainLabel(label: string): string {
	return label.replace(/\s*\([^()]*\)$/, "");
}

/** A step's parameters with one changed; what is null is as if it had never been given. */
export function withParam(values: Values, name: string, value: Json): Values {
	if (value !== null) return { ...values, [name]: value };
	return Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
}

function isPaired(name: string, language: Spoken, asked: readonly Param[]): boolean {
	const other = language === "fr" ? "en" : "fr";
	return name.endsWith(`_${language}`) && asked.some((one) => one.name === name.slice(0, -2) + other);
}
