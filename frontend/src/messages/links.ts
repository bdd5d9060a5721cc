/** Addresses within a text, to be opened; everything else stays text. */

export interface Part {
	text: string;
	href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"]+/g;
/** A sentence's own punctuation after an address is not part of it. */
const TRAILING = /[.,;:!?)\]’”»]+$/;

export function linked(text: string): Part[] {
	const parts: Part[] = [];
	let end = 0;
	for (const found of text.matchAll(ADDRESS)) {
		const address = found[0].replace(TRAILING, "");
		if (found.index > end) parts.push({ text: text.slice(end, found.index), href: null });
		parts.push({ text: address, href: address });
		end = found.index + address.length;
	}
	if (end < text.length) parts.push({ text: text.slice(end), href: null });
	return parts;
}
