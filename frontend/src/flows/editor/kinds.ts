/** The kinds of steps that can be added, as the palette groups and finds them. */

import type { Catalogue, KindInfo } from "@/api/flowTypes";
import { holdsWords } from "../model/folded";

export interface KindGroup {
	label: string;
	kinds: KindInfo[];
}

/** The kinds for flows about a doctype whose words hold all of `query`, in the catalogue's groups. */
export function kindGroups(catalogue: Catalogue, appliesTo: string | null, query: string): KindGroup[] {
	const fitting = catalogue.kinds.filter(
		(kind) => isFor(kind, appliesTo) && holdsWords(`${kind.label} ${kind.help}`, query),
	);
	const labels = [...new Set(fitting.map(({ group }) => group))];
	return labels.map((label) => ({ label, kinds: fitting.filter(({ group }) => group === label) }));
}

function isFor({ project, structural, applies_to }: KindInfo, appliesTo: string | null): boolean {
	const isOffered = project || structural;
	return isOffered && (!applies_to.length || !appliesTo || applies_to.includes(appliesTo));
}
