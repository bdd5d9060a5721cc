/** Search among variables: every word must stand in the group's name, the label or the path, whatever the accents. */

import { holdsWords } from "../model/folded";
import type { KnownGroup } from "./known";

export function found(groups: readonly KnownGroup[], query: string): KnownGroup[] {
	return groups
		.map((group) => ({
			...group,
			fields: group.fields.filter((field) =>
				holdsWords(`${group.label} ${field.label} ${field.path}`, query),
			),
		}))
		.filter(({ fields }) => fields.length);
}
