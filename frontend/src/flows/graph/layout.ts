/**
 * Where everything of a flow stands in its graph: from top to bottom in layers, each step below all it waits for,
 * containers around what they hold, the cases of a branch side by side. Pixels; x and y are within the parent.
 */

import type { FlowStep } from "@/api/flowTypes";
import { handlerOf } from "../model/chain";
import { hasHead, laneKey, START } from "../model/rows";
import {
	dependsOn,
	isContainer,
	lanesOf,
	siblings,
	TOP,
	type Lane,
	type Place,
	type Steps,
} from "../model/steps";

export interface Box {
	id: string;
	type: "start" | "step" | "container" | "lane";
	parent: string | null;
	x: number;
	y: number;
	width: number;
	height: number;
	step: FlowStep | null;
	lane: Lane | null;
}

export interface Line {
	from: string;
	to: string;
	/** Taken only when `from` fails. */
	isFailure: boolean;
	/** One that a person drew and may take away: not the one from the start. */
	isDrawn: boolean;
}

export interface Layout {
	boxes: Box[];
	lines: Line[];
}

const WIDTH = 216;
const HEIGHT = 52;
const HEAD = 44;
const LANE_HEAD = 30;
const PADDING = 14;
const BESIDE = 28;
const BELOW = 44;

interface Block {
	boxes: Box[];
	width: number;
	height: number;
}

export function layout(steps: Steps): Layout {
	const top = arrange(steps, TOP, null);
	const start = box(START, "start", null, (Math.max(top.width, WIDTH) - WIDTH) / 2, 0, WIDTH, HEIGHT);
	const shift = Math.max(0, (WIDTH - top.width) / 2);
	const boxes = top.boxes.map((one) =>
		one.parent === null ? { ...one, x: one.x + shift, y: one.y + HEIGHT + BELOW } : one,
	);
	return { boxes: [start, ...boxes], lines: linesOf(steps) };
}

/** The siblings of one list, in layers. */
function arrange(steps: Steps, place: Place, parent: string | null): Block {
	const list = siblings(steps, place);
	const blocks = new Map(list.map((step) => [step.id, blockOf(steps, step, parent)]));
	const rows = rowsOf(list).map((row) => row.map((step) => blocks.get(step.id) as Block));
	const widths = rows.map((row) => row.reduce((sum, one) => sum + one.width, (row.length - 1) * BESIDE));
	const width = Math.max(0, ...widths);
	let y = 0;
	const boxes = rows.flatMap((row, index) => {
		const placed = beside(row, (width - (widths[index] ?? 0)) / 2, y);
		y += Math.max(...row.map((one) => one.height)) + BELOW;
		return placed;
	});
	return { boxes, width, height: Math.max(0, y - BELOW) };
}

/** Blocks from left to right; only their outermost boxes move, what is in them is relative. */
function beside(blocks: readonly Block[], left: number, top: number): Box[] {
	let x = left;
	return blocks.flatMap(({ boxes, width }) => {
		const [outer, ...inner] = boxes as [Box, ...Box[]];
		const placed = { ...outer, x, y: top };
		x += width + BESIDE;
		return [placed, ...inner];
	});
}

function blockOf(steps: Steps, step: FlowStep, parent: string | null): Block {
	if (!isContainer(step)) {
		const only = box(step.id, "step", parent, 0, 0, WIDTH, HEIGHT, step);
		return { boxes: [only], width: WIDTH, height: HEIGHT };
	}
	const lanes = lanesOf(steps, step)
		.filter((lane) => !lane.isNew)
		.map((lane) =>
			hasHead(step, lane) ? laneBlock(steps, lane, step.id) : listBlock(steps, lane, step.id),
		);
	const inside = lanes.reduce((sum, one) => sum + one.width, Math.max(0, lanes.length - 1) * BESIDE);
	const width = Math.max(WIDTH, inside + 2 * PADDING);
	const height = HEAD + PADDING + Math.max(HEIGHT / 2, ...lanes.map((one) => one.height));
	let x = (width - inside) / 2;
	const boxes = lanes.flatMap((lane) => {
		const left = x;
		x += lane.width + BESIDE;
		return lane.boxes.map((one) =>
			one.parent === step.id ? { ...one, x: one.x + left, y: one.y + HEAD } : one,
		);
	});
	return { boxes: [box(step.id, "container", parent, 0, 0, width, height, step), ...boxes], width, height };
}

function listBlock(steps: Steps, lane: Lane, parent: string): Block {
	const block = arrange(steps, lane, parent);
	return {
		...block,
		width: Math.max(block.width, WIDTH - 2 * PADDING),
		height: Math.max(block.height, HEIGHT / 2),
	};
}

function laneBlock(steps: Steps, lane: Lane, parent: string): Block {
	const key = laneKey(lane);
	const block = arrange(steps, lane, key);
	const width = Math.max(block.width, WIDTH) + 2 * PADDING;
	const height = LANE_HEAD + Math.max(block.height, HEIGHT / 2) + PADDING;
	const shift = (width - block.width) / 2;
	const boxes = block.boxes.map((one) =>
		one.parent === key ? { ...one, x: one.x + shift, y: one.y + LANE_HEAD } : one,
	);
	const outer = { ...box(key, "lane", parent, 0, 0, width, height), lane };
	return { boxes: [outer, ...boxes], width, height };
}

/** The siblings in layers: each below all it waits for, or whose failure it answers. Circles do not hang it. */
function rowsOf(list: Steps): FlowStep[][] {
	const depths = new Map<string, number>();
	for (let round = 0; round < list.length; round++)
		for (const step of list) depths.set(step.id, Math.min(list.length, depthOf(step, list, depths)));
	const used = [...new Set(depths.values())].sort((one, other) => one - other);
	return used.map((depth) => list.filter((step) => depths.get(step.id) === depth));
}

function depthOf(step: FlowStep, list: Steps, depths: ReadonlyMap<string, number>): number {
	const failing = list.filter((one) => handlerOf(one) === step.id).map((one) => one.id);
	const before = [...dependsOn(step), ...failing].filter((id) => list.some((one) => one.id === id));
	return Math.max(0, ...before.map((id) => (depths.get(id) ?? 0) + 1));
}

function linesOf(steps: Steps): Line[] {
	const handlers = new Set(steps.map(handlerOf));
	const known = new Set(steps.map(({ id }) => id));
	const drawn = steps.flatMap((step) =>
		dependsOn(step)
			.filter((from) => known.has(from))
			.map((from) => ({ from, to: step.id, isFailure: false, isDrawn: true })),
	);
	const failures = steps.flatMap((step) => {
		const to = handlerOf(step);
		return to && known.has(to) ? [{ from: step.id, to, isFailure: true, isDrawn: false }] : [];
	});
	const first = siblings(steps, TOP).filter((step) => !dependsOn(step).length && !handlers.has(step.id));
	const starts = first.map(({ id }) => ({ from: START, to: id, isFailure: false, isDrawn: false }));
	return [...starts, ...drawn, ...failures];
}

function box(
	id: string,
	type: Box["type"],
	parent: string | null,
	x: number,
	y: number,
	width: number,
	height: number,
	step: FlowStep | null = null,
): Box {
	return { id, type, parent, x, y, width, height, step, lane: null };
}
