/** The record that a run or a task is about, and its customer when that is somebody else. */
export function aboutWords(row: {
	reference_title: string | null;
	reference_name: string | null;
	customer_name: string | null;
}): string {
	const { reference_title, reference_name, customer_name } = row;
	return [...new Set([reference_title ?? reference_name, customer_name])].filter(Boolean).join(" · ");
}
