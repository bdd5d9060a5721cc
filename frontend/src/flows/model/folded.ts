/** Texts compared as people type them: whatever the capitals and accents. */

export function folded(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether a text holds every word of a query. */
export function holdsWords(text: string, query: string): boolean {
	const searched = folded(text);
	return folded(query)
		.split(/\s+/)
		.every((word) => searched.includes(word));
}
