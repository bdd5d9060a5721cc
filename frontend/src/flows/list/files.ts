/** Flows as files: written to the reader's computer, and read from it. */

import type { Json } from "@/api/flowTypes";
import { __ } from "@/i18n/translate";
import { folded } from "../model/folded";

export interface ReadFile {
	title: string;
	steps: number;
	content: Json;
}

/** Far beyond a flow of 200 steps. */
const LARGEST_BYTES = 1_000_000;

/** Give the browser a file to keep. */
export function download(name: string, content: unknown): void {
	const text = `${JSON.stringify(content, null, "\t")}\n`;
	const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
	const link = Object.assign(document.createElement("a"), { href: url, download: name });
	link.click();
	URL.revokeObjectURL(url);
}

/** A file's name from a title: "Late payment" → "late-payment.flow.json". */
export function fileName(title: string): string {
	return `${
		folded(title)
			.replace(/[^a-z0-9]+/g, "-")
			.replace(/^-|-$/g, "") || "flow"
	}.flow.json`;
}

/** Read a file that may hold a flow; the server checks what it says. Throws an Error in words for one that cannot. */
export async function readFile(file: File): Promise<ReadFile> {
	if (file.size > LARGEST_BYTES) throw new Error(__("This file is too large to be a flow"));
	const content = parsed(await file.text());
	const { title, definition } = (content ?? {}) as { title?: unknown; definition?: { steps?: unknown } };
	const steps = definition?.steps;
	if (typeof title !== "string" || !Array.isArray(steps))
		throw new Error(__("This file holds no flow: it has no title and no steps"));
	return { title, steps: steps.length, content: content as Json };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(__("This file is not JSON"));
	}
}
