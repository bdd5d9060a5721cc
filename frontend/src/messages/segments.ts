/**
 * How many SMS a text costs, as the network counts them (3GPP TS 23.038): GSM-7 holds 160 units in one message and
 * 153 in each of several, UCS-2 70 and 67. One character outside GSM-7 makes the whole text UCS-2.
 */

const BASIC =
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** These are sent as two: an escape, then the character. */
const EXTENDED = "\f^{}\\[~]|€";

const basic = new Set(BASIC);
const extended = new Set(EXTENDED);

export type Encoding = "GSM-7" | "UCS-2";

export interface Segments {
	encoding: Encoding;
	segments: number;
	/** Units the text takes: septets in GSM-7, 16-bit units in UCS-2. */
	units: number;
	/** Units still free in the last message. */
	left: number;
	/** The first character that GSM-7 does not know. */
	cause: string | null;
}

/** Count the messages `text` is sent as; an empty text is none. */
export function countSegments(text: string): Segments {
	const characters = [...text];
	const cause = characters.find((one) => !basic.has(one) && !extended.has(one)) ?? null;
	const encoding: Encoding = cause === null ? "GSM-7" : "UCS-2";
	const sizes = characters.map(encoding === "GSM-7" ? septets : codeUnits);
	return { encoding, cause, ...packed(sizes, encoding === "GSM-7" ? [160, 153] : [70, 67]) };
}

function septets(character: string): number {
	return extended.has(character) ? 2 : 1;
}

function codeUnits(character: string): number {
	return character.length;
}

/** A character is never cut in two: one that does not fit whole begins the next message. */
function packed(sizes: number[], [alone, each]: [number, number]) {
	const units = sizes.reduce((sum, size) => sum + size, 0);
	if (units <= alone) return { segments: units ? 1 : 0, units, left: alone - units };
	let segments = 1;
	let used = 0;
	for (const size of sizes) {
		if (used + size > each) {
			segments += 1;
			used = 0;
		}
		used += size;
	}
	return { segments, units, left: each - used };
}
