/** Which piece of a text answers a query, whatever the accents, case and separators. */

export interface Piece {
	text: string;
	matched: boolean;
}

/** Split `text` into pieces, those that answer `query` marked: the whole query first, else each word of it. */
export function highlight(text: string, query: string): Piece[] {
	const spans = spansOf(text, query);
	const pieces: Piece[] = [];
	let from = 0;
	for (const [start, end] of spans) {
		if (start > from) pieces.push({ text: text.slice(from, start), matched: false });
		pieces.push({ text: text.slice(start, end), matched: true });
		from = end;
	}
	if (from < text.length) pieces.push({ text: text.slice(from), matched: false });
	return pieces;
}

function spansOf(text: string, query: string): [number, number][] {
	const whole = find(text, query);
	if (whole) return [whole];
	const words = query.split(/\s+/).map((word) => find(text, word));
	return withoutOverlaps(words.filter((span) => span !== null));
}

/** The last place a needle stands in a text, both reduced to letters and digits: the end of a serial is what people read out. */
function find(text: string, needle: string): [number, number] | null {
	const wanted = reduce(needle).letters;
	if (!wanted) return null;
	const { letters, places } = reduce(text);
	const isCode = /\d/.test(wanted);
	const at = isCode ? letters.lastIndexOf(wanted) : letters.indexOf(wanted);
	if (at === -1) return null;
	return [places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1];
}

/** Letters and digits without accents, and where each came from. */
function reduce(text: string): { letters: string; places: number[] } {
	let letters = "";
	const places: number[] = [];
	for (let index = 0; index < text.length; index++) {
		const plain = (text[index] ?? "")
			.normalize("NFD")
			.replace(/[^\p{L}\p{N}]/gu, "")
			.toLowerCase();
		letters += plain;
		places.push(...Array<number>(plain.length).fill(index));
	}
	return { letters, places };
}

function withoutOverlaps(spans: [number, number][]): [number, number][] {
	const sorted = spans.sort((a, b) => a[0] - b[0]);
	return sorted.filter((span, index) => index === 0 || span[0] >= (sorted[index - 1]?.[1] ?? 0));
}
