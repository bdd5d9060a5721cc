/** The tree by keyboard: arrows walk, Alt and arrows move, Enter opens, “+” adds, Delete removes. */

import { __ } from "@/i18n/translate";
import { outerKey, rowsOf, spotBeside, spotIn, spotOut, type Row } from "../model/rows";
import { endOf, isContainer, spotAfter, TOP, type Spot } from "../model/steps";
import { announce } from "./announcer";
import type { Tree } from "./tree";

/** `focus` puts the focus on a row once it stands there. */
export function useTreeKeys(tree: Tree, element: () => HTMLElement | null, focus: (key: string) => void) {
	const rows = (): Row[] => rowsOf(tree.steps, tree.closed).filter(isShown);
	const current = (): Row | undefined => rows().find((row) => row.key === tree.entry);

	function isShown(row: Row): boolean {
		return !(tree.isReadonly && row.type === "lane" && row.lane.isNew);
	}

	function onKey(event: KeyboardEvent): void {
		const row = current();
		const handler = row && (handlerFor(event) as Handler | undefined);
		if (!handler || isElsewhere(event)) return;
		event.preventDefault();
		event.stopPropagation();
		handler(row);
	}

	type Handler = (row: Row) => void;

	function handlerFor(event: KeyboardEvent): Handler | undefined {
		const key = [
			event.ctrlKey || event.metaKey ? "Ctrl" : "",
			event.altKey ? "Alt" : "",
			named(event.key),
		]
			.filter(Boolean)
			.join("+");
		return WALKING[key] ?? (tree.isReadonly ? undefined : CHANGING[key]);
	}

	const WALKING: Record<string, Handler> = {
		ArrowDown: (row) => walk(row, 1),
		ArrowUp: (row) => walk(row, -1),
		Home: () => goTo(rows()[0]?.key),
		End: () => goTo(rows().at(-1)?.key),
		ArrowRight: unfold,
		ArrowLeft: fold,
		Enter: (row) => tree.open(row.key),
		Space: (row) => tree.select(row.key),
	};

	const CHANGING: Record<string, Handler> = {
		"Alt+ArrowUp": (row) => shift(row, (step) => spotBeside(tree.steps, step, -1)),
		"Alt+ArrowDown": (row) => shift(row, (step) => spotBeside(tree.steps, step, 1)),
		"Alt+ArrowLeft": (row) => shift(row, (step) => spotOut(tree.steps, step)),
		"Alt+ArrowRight": (row) => shift(row, (step) => spotIn(tree.steps, step)),
		Insert: add,
		"+": add,
		Delete: (row) => row.type === "step" && tree.act({ do: "remove", step: row.step.id }),
		Backspace: (row) => row.type === "step" && tree.act({ do: "remove", step: row.step.id }),
		"Ctrl+D": (row) => row.type === "step" && tree.act({ do: "duplicate", step: row.step.id }),
		"Ctrl+G": (row) => row.type === "step" && tree.act({ do: "wrap", step: row.step.id, in: "group" }),
	};

	function goTo(key: string | null | undefined): void {
		if (!key) return;
		tree.select(key);
		focus(key);
	}

	function walk(row: Row, by: 1 | -1): void {
		const all = rows();
		goTo(all[all.findIndex(({ key }) => key === row.key) + by]?.key);
	}

	function unfold(row: Row): void {
		if (row.type === "step" && tree.closed.has(row.key)) return tree.toggle(row.key);
		const isParent = row.type === "lane" || (row.type === "step" && isContainer(row.step));
		const next = rows()[rows().findIndex(({ key }) => key === row.key) + 1];
		if (isParent && next && next.level > row.level) goTo(next.key);
	}

	function fold(row: Row): void {
		const isOpen = row.type === "step" && isContainer(row.step) && !tree.closed.has(row.key);
		if (isOpen) tree.toggle(row.key);
		else goTo(outerKey(tree.steps, row));
	}

	function shift(row: Row, where: (step: Extract<Row, { type: "step" }>["step"]) => Spot | null): void {
		if (row.type !== "step") return;
		const to = where(row.step);
		if (!to) return announce(__("It cannot go further that way"));
		if (to.parent && tree.closed.has(to.parent)) tree.toggle(to.parent);
		tree.act({ do: "move", step: row.step.id, to });
	}

	/** After a step, at the beginning of a case, at the beginning of the whole. */
	function add(row: Row): void {
		const anchor = element()?.querySelector(`[data-key="${CSS.escape(row.key)}"]`);
		if (anchor) tree.askKind(spotFor(row), anchor);
	}

	function spotFor(row: Row): Spot {
		if (row.type === "start") return { ...TOP, index: 0 };
		return row.type === "lane" ? endOf(tree.steps, row.lane) : spotAfter(tree.steps, row.step.id);
	}
	return { onKey };
}

const NAMES: Record<string, string> = { " ": "Space" };

function named(key: string): string {
	return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** Keys meant for a button or a field inside a row. */
function isElsewhere(event: KeyboardEvent): boolean {
	const target = event.target as HTMLElement;
	return target.closest("button, input, textarea, select, [role=menu], [contenteditable=true]") !== null;
}
