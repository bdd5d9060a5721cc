/** Two versions of a flow, or a version and the draft, and what differs between them. */

import { computed, type Ref } from "vue";
import { flows } from "@/api/flows";
import type { FlowTemplate, TemplateVersion } from "@/api/flowTypes";
import { useQuery } from "@/api/useQuery";
import { pairRows } from "./diff";
import { saySettings } from "./diffWords";

/** Stands for the draft among the names of versions. */
export const DRAFT = "draft";

const CATALOGUE_FRESH_MS = 600_000;

type Drawn = TemplateVersion | FlowTemplate;

/** `chosen` and `against` are names of versions, DRAFT, or "" for none. */
export function useComparison(template: string, chosen: Ref<string>, against: Ref<string>) {
	const fetched = (name: Ref<string>) =>
		useQuery<Drawn>(
			() => (name.value ? `flows/drawn/${template}/${name.value}` : null),
			(signal) =>
				name.value === DRAFT
					? flows.template(template, { signal })
					: flows.version(name.value, { signal }),
		);
	const [after, before] = [fetched(chosen), fetched(against)];
	const catalogue = useQuery(
		() => "flows/catalogue",
		(signal) => flows.catalogue({ signal }),
		CATALOGUE_FRESH_MS,
	);

	const variables = useQuery(
		() => (after.data.value?.applies_to ? `flows/variables/${after.data.value.applies_to}` : null),
		(signal) => flows.variables(after.data.value?.applies_to ?? "", { signal }),
		CATALOGUE_FRESH_MS,
	);
	const words = computed(() => ({ catalogue: catalogue.data.value, variables: variables.data.value }));

	const isFirst = computed(() => Boolean(chosen.value) && !against.value);
	const rows = computed(() => {
		if (!after.data.value || (!before.data.value && !isFirst.value)) return null;
		return pairRows(before.data.value?.definition ?? { steps: [] }, after.data.value.definition);
	});
	const settings = computed(() =>
		after.data.value && before.data.value
			? saySettings(before.data.value, after.data.value, words.value)
			: [],
	);
	const drawings = computed(() => ({
		...words.value,
		before: before.data.value?.definition.steps ?? [],
		after: after.data.value?.definition.steps ?? [],
	}));
	const error = computed(() => after.error.value ?? before.error.value);

	async function reload(): Promise<void> {
		await Promise.all([after.reload(), before.reload()]);
	}
	return { isFirst, rows, settings, drawings, error, reload };
}

export type Comparison = ReturnType<typeof useComparison>;
