import { describe, expect, it } from "vitest";
import vectors from "../../../gigafibre_fsm/messaging/segment_vectors.json";
import { countSegments } from "./segments";

describe("counting segments", () => {
	it.each(vectors)("agrees with the server: $text", ({ text, encoding, segments, units, left }) => {
		expect(countSegments(text)).toMatchObject({ encoding, segments, units, left });
	});

	it("names the first character that made it UCS-2", () => {
		expect(countSegments("À bientôt ’").cause).toBe("À");
		expect(countSegments("à bientot").cause).toBeNull();
	});
});
