/** The geometry of the trend: readings to lines, dots and gridlines in pixels. */

import type { Reading } from "@/api/diagnosisTypes";
import { RX_ZONES, type Grade } from "./signal";

export interface Dot {
	x: number;
	y: number;
	reading: Reading;
}

export interface Band {
	grade: Grade;
	y: number;
	height: number;
}

export interface Trend {
	lines: string[];
	dots: Dot[];
	bands: Band[];
	levels: { y: number; dbm: number }[];
	days: { x: number; at: string }[];
}

export interface Frame {
	width: number;
	/** Room left of the lines for the labels of the levels. */
	gutter: number;
	height: number;
	days: number;
	now: number;
}

const DAY_MS = 86_400_000;
const LEAST_SPAN_DB = 6;
const MARGIN_DB = 1;
/** Keeps the last dot whole. */
const EDGE = 3;
/** A gridline nearer to the top or the bottom would have half a label. */
const LABEL_ROOM = 5;

/** Lay the readings out; a reading without a level (no light, offline) breaks the line. */
export function trendOf(points: Reading[], frame: Frame): Trend {
	const known = points.filter((point) => point.rx_dbm !== null);
	const [low, high] = range(known.map((point) => point.rx_dbm as number));
	const from = frame.now - frame.days * DAY_MS;
	const x = (at: number) =>
		frame.gutter + ((at - from) / (frame.now - from)) * (frame.width - frame.gutter - EDGE);
	const y = (dbm: number) => ((high - dbm) / (high - low)) * frame.height;
	const dot = (reading: Reading): Dot => ({
		x: x(Date.parse(reading.at)),
		y: y(reading.rx_dbm as number),
		reading,
	});
	return {
		lines: runs(points).map((run) => path(run.map(dot))),
		dots: known.map(dot),
		bands: bands(low, high, y),
		levels: levels(low, high)
			.map((dbm) => ({ dbm, y: y(dbm) }))
			.filter((level) => level.y > LABEL_ROOM && level.y < frame.height - LABEL_ROOM),
		days: [0, 10, 20, 30]
			.filter((day) => day <= frame.days)
			.map((ago) => {
				const at = frame.now - ago * DAY_MS;
				return { x: x(at), at: new Date(at).toISOString() };
			}),
	};
}

/** The dot nearest to a place on the time axis. */
export function nearest(dots: Dot[], x: number): Dot | null {
	return dots.reduce<Dot | null>(
		(best, dot) => (best && Math.abs(best.x - x) <= Math.abs(dot.x - x) ? best : dot),
		null,
	);
}

function range(values: number[]): [number, number] {
	const low = Math.min(...values, ...(values.length ? [] : [-25])) - MARGIN_DB;
	const high = Math.max(...values, ...(values.length ? [] : [-20])) + MARGIN_DB;
	const missing = Math.max(0, LEAST_SPAN_DB - (high - low)) / 2;
	return [low - missing, high + missing];
}

function runs(points: Reading[]): Reading[][] {
	const all: Reading[][] = [[]];
	for (const point of points) {
		if (point.rx_dbm === null) all.push([]);
		else all.at(-1)?.push(point);
	}
	return all.filter((run) => run.length > 1);
}

function path(dots: Dot[]): string {
	return dots.map((dot, index) => `${index ? "L" : "M"}${dot.x.toFixed(1)} ${dot.y.toFixed(1)}`).join("");
}

function bands(low: number, high: number, y: (dbm: number) => number): Band[] {
	return RX_ZONES.map((zone) => ({ ...zone, from: Math.max(zone.from, low), to: Math.min(zone.to, high) }))
		.filter((zone) => zone.to > zone.from)
		.map((zone) => ({ grade: zone.grade, y: y(zone.to), height: y(zone.from) - y(zone.to) }));
}

function levels(low: number, high: number): number[] {
	const step = high - low > 12 ? 5 : 2;
	const first = Math.ceil(low / step) * step;
	const number = Math.floor((high - first) / step) + 1;
	return Array.from({ length: number }, (_, index) => first + index * step);
}
