/** What the parts of a tree share: the drawing, how it is marked, and what can be done to it. */

import { inject, type InjectionKey } from "vue";
import type { FlowStep, Highlights, KindInfo, Problem } from "@/api/flowTypes";
import type { Names } from "../model/paths";
import type { Spot, Steps } from "../model/steps";
import type { Action } from "./actions";

export interface Tree {
	readonly steps: Steps;
	readonly names: Names;
	readonly highlight: Highlights | null;
	readonly isReadonly: boolean;
	/** The row that is selected; the one the tab key enters the tree by. */
	readonly selected: string | null;
	readonly entry: string;
	readonly closed: ReadonlySet<string>;
	kindOf: (step: Pick<FlowStep, "kind">) => KindInfo | undefined;
	problemsOf: (id: string) => readonly Problem[];
	select: (key: string) => void;
	/** Go on to its panel. */
	open: (key: string) => void;
	toggle: (id: string) => void;
	act: (action: Action) => void;
	/** Ask which kind to add at a spot, beside `anchor`. */
	askKind: (spot: Spot, anchor: Element) => void;
}

export const TREE: InjectionKey<Tree> = Symbol("tree");

export function useTree(): Tree {
	const tree = inject(TREE);
	if (!tree) throw new Error("This belongs into a StepTree");
	return tree;
}
