/** The layout as Vue Flow takes it. */

import { MarkerType, type Edge, type Node } from "@vue-flow/core";
import type { Highlights } from "@/api/flowTypes";
import type { Steps } from "../model/steps";
import { layout, type Box, type Line } from "./layout";

export function nodesOf(steps: Steps): Node<Box>[] {
	return layout(steps).boxes.map((box) => ({
		id: box.id,
		type: "flow",
		position: { x: box.x, y: box.y },
		parentNode: box.parent ?? undefined,
		data: box,
		width: box.width,
		height: box.height,
		style: { width: `${box.width}px`, height: `${box.height}px` },
		focusable: false,
		zIndex: box.parent ? 1 : 0,
	}));
}

/** `chosen` is the edge that was clicked; an edge is passed when the step before it was done and the one after went on. */
export function edgesOf(
	steps: Steps,
	highlight: Highlights | null,
	chosen: { from: string; to: string } | null,
): Edge[] {
	return layout(steps).lines.map((line) => ({
		id: `${line.from}>${line.to}`,
		source: line.from,
		target: line.to,
		type: "smoothstep",
		pathOptions: { borderRadius: 10 },
		class: classOf(line, highlight, chosen),
		markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: "var(--line-strong)" },
		data: line,
		zIndex: 2,
	}));
}

function classOf(
	line: Line,
	highlight: Highlights | null,
	chosen: { from: string; to: string } | null,
): string {
	const isChosen = chosen?.from === line.from && chosen.to === line.to;
	return [isPassed(line, highlight) && "passed", line.isFailure && "failure", isChosen && "chosen-edge"]
		.filter(Boolean)
		.join(" ");
}

const GONE_ON: readonly string[] = ["Done", "Running", "Waiting", "Failed"];

function isPassed({ from, to, isFailure }: Line, highlight: Highlights | null): boolean {
	if (!highlight || isFailure) return false;
	const before = highlight.get(from)?.status;
	const isDone = before === undefined || before === "Done" || before === "Skipped";
	return isDone && GONE_ON.includes(highlight.get(to)?.status ?? "");
}
