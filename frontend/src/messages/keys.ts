/** A client-made id: the server takes a message, a call with the same one only once. */

const BYTES = 16;

/** `crypto.randomUUID` exists on https only; a bench in the house may be plain http. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
