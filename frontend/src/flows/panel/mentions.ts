/** A text of a step as it is read: plain pieces, and between them variables (`{{ doc.total | money }}`) and code (`{% if … %}`). */

export interface Piece {
	/** As it stands in the text, braces and all. */
	source: string;
	/** The variable that is read; null for plain text and for what is more than a variable. */
	path: string | null;
	/** What is done to it before it is shown: "money", "date"… */
	filters: string[];
	isCode: boolean;
}

const CODE = /\{\{.*?\}\}|\{%.*?%\}/gs;
const PATH = /(?<![\w."'])[a-z_]\w*(?:\.\w+)+/g;
const VARIABLE = /^\s*([A-Za-z_][\w]*(?:\.[A-Za-z_0-9][\w]*)*)\s*((?:\|\s*[\w]+(?:\([^()]*\))?\s*)*)$/;

/** Split a text; put together again its pieces are the text. */
export function pieces(text: string): Piece[] {
	const found: Piece[] = [];
	let from = 0;
	for (const match of text.matchAll(CODE)) {
		if (match.index > from) found.push(plain(text.slice(from, match.index)));
		found.push(code(match[0]));
		from = match.index + match[0].length;
	}
	if (from < text.length) found.push(plain(text.slice(from)));
	return found;
}

/** The variables a text reads, each once. */
export function mentioned(text: string): string[] {
	return [...new Set(pieces(text).flatMap(({ path }) => path ?? []))];
}

/** Code that is more than a variable ("if steps.pay.url"), with its variables called by their names. */
export function codeWords({ source }: Piece, nameOf: (path: string) => string): string {
	const code = source.slice(2, -2).replace(/^-|-$/g, "").trim();
	return withNames(code, nameOf);
}

/** A text with the variables in it called by their names. */
export function withNames(text: string, nameOf: (path: string) => string): string {
	return text.replace(PATH, (path) => nameOf(path));
}

/** How a variable is written into a text. */
export function mention(path: string): string {
	return `{{ ${path} }}`;
}

/** The "{{" that was begun and not ended just before `caret`, with what was typed since; null when there is none. */
export function begunMention(text: string, caret: number): { from: number; query: string } | null {
	const found = /\{\{\s*([\w.]*)$/.exec(text.slice(0, caret));
	return found && { from: found.index, query: found[1] ?? "" };
}

function plain(source: string): Piece {
	return { source, path: null, filters: [], isCode: false };
}

function code(source: string): Piece {
	const found = source.startsWith("{{") ? VARIABLE.exec(source.slice(2, -2)) : null;
	const filters = (found?.[2] ?? "")
		.split("|")
		.map((one) => one.trim())
		.filter(Boolean);
	return { source, path: found?.[1] ?? null, filters, isCode: true };
}
