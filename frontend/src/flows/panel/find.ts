/** Search among variables: every word must stand in the group's name, the label or the path, whatever the accents. */

import type { KnownGroup } from "./known";

export function found(groups: readonly KnownGroup[], query: string): KnownGroup[] {
	const words = folded(query).split(/\s+/).filter(Boolean);
	if (!words.length) return [...groups];
	return groups
		.map((group) => ({
			...group,
			fields: group.fields.filter((field) => {
				const text = folded(`${group.label} ${field.label} ${field.path}`);
				return words.every((word) => text.includes(word));
			}),
		}))
		.filter(({ fields }) => fields.length);
}

export function folded(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
