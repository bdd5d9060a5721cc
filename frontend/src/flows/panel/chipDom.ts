/** A text with chips in an editable element: its source read from the DOM, the caret as a place in the source. */

import type { NameOf } from "./known";
import { codeWords, pieces, type Piece } from "./mentions";

/** Draw a text. The last line break is there for the caret: without it nothing can be typed after a chip. */
export function draw(root: HTMLElement, text: string, nameOf: NameOf): void {
	const nodes = pieces(text).map((piece) => (piece.isCode ? chip(piece, nameOf) : piece.source));
	root.replaceChildren(...nodes, document.createElement("br"));
}

/** What a chip shows: the variable's name and what is done to it, or the code as it stands. */
export function chipLabel(piece: Piece, nameOf: NameOf): string {
	if (!piece.path) return codeWords(piece, (path) => nameOf(path).label);
	return [nameOf(piece.path).label, ...piece.filters].join(" · ");
}

function chip(piece: Piece, nameOf: NameOf): HTMLElement {
	const made = document.createElement("span");
	made.className = "chip";
	made.contentEditable = "false";
	made.dataset.source = piece.source;
	made.title = piece.source;
	made.textContent = chipLabel(piece, nameOf);
	if (!piece.path) made.dataset.tone = "code";
	else if (!nameOf(piece.path).known) made.dataset.tone = "unknown";
	return made;
}

/** The text an element or a piece of it stands for. */
export function read(root: Node): string {
	const text = raw(root);
	const isFiller = root.lastChild?.nodeName === "BR" && text.endsWith("\n");
	return isFiller ? text.slice(0, -1) : text;
}

function raw(node: Node): string {
	if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
	if (node instanceof HTMLElement && node.dataset.source !== undefined) return node.dataset.source;
	if (node.nodeName === "BR") return "\n";
	return [...node.childNodes].map(raw).join("");
}

export interface Selected {
	from: number;
	to: number;
}

/** Where the caret or the selection is; null when it is elsewhere on the page. */
export function selected(root: HTMLElement): Selected | null {
	const selection = document.getSelection();
	if (!selection?.rangeCount) return null;
	const range = selection.getRangeAt(0);
	if (!root.contains(range.commonAncestorContainer)) return null;
	const length = read(root).length;
	const from = Math.min(length, distance(root, range.startContainer, range.startOffset));
	return { from, to: Math.min(length, distance(root, range.endContainer, range.endOffset)) };
}

function distance(root: HTMLElement, container: Node, offset: number): number {
	const range = document.createRange();
	range.setStart(root, 0);
	range.setEnd(container, offset);
	return raw(range.cloneContents()).length;
}

/** Put the caret at a place of the source; inside a chip it goes behind it. */
export function placeCaret(root: HTMLElement, at: number): void {
	const range = document.createRange();
	let left = at;
	let index = 0;
	for (const node of root.childNodes) {
		const { length } = raw(node);
		const isText = node.nodeType === Node.TEXT_NODE;
		if (isText && left <= length) {
			range.setStart(node, left);
			return select(range);
		}
		if (left <= 0) break;
		left -= length;
		index += 1;
	}
	range.setStart(root, Math.min(index, root.childNodes.length));
	select(range);
}

/** A caret that a click at `x` put into a chip goes beside it: nothing can be typed inside, nor does a key lead out. */
export function leaveChip(root: HTMLElement, x: number): void {
	const selection = document.getSelection();
	if (!selection?.isCollapsed || !root.contains(selection.anchorNode)) return;
	const chip = selection.anchorNode?.parentElement?.closest(".chip");
	if (!chip) return;
	const { left, width } = chip.getBoundingClientRect();
	const range = document.createRange();
	if (x < left + width / 2) range.setStartBefore(chip);
	else range.setStartAfter(chip);
	select(range);
}

function select(range: Range): void {
	range.collapse(true);
	const selection = document.getSelection();
	selection?.removeAllRanges();
	selection?.addRange(range);
}
