/** Search among variables: every word must stand in the group's name, the label or the path, whatever the accents. */

import { folded, holdsWords } from "../model/folded";
import type { Known, KnownGroup } from "./known";

/** The best first: what is called just so, then what begins so. */
export function found(groups: readonly KnownGroup[], query: string): KnownGroup[] {
	const matching = groups.map((group) => ({
		...group,
		fields: sorted(
			group.fields.filter((field) => holdsWords(`${group.label} ${field.label} ${field.path}`, query)),
			(field) => distance(field, query),
		),
	}));
	const best = ({ fields }: KnownGroup): number => (fields[0] ? distance(fields[0], query) : Infinity);
	return sorted(matching, best).filter(({ fields }) => fields.length);
}

function distance({ label, path }: Known, query: string): number {
	const wanted = folded(query).trim();
	if (!wanted) return 0;
	const names = [folded(label), folded(path), folded(path.split(".").at(-1) ?? "")];
	if (names.includes(wanted)) return 0;
	return names.some((name) => name.startsWith(wanted)) ? 1 : 2;
}

function sorted<T>(list: readonly T[], rank: (one: T) => number): T[] {
	return list.toSorted((one, other) => rank(one) - rank(other));
}
