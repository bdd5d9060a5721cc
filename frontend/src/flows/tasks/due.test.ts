import { describe, expect, it } from "vitest";
import { dueOf } from "./due";

const NOW = Date.parse("2026-11-20T15:00:00Z");
const due = (due_on: string | null, status: "Open" | "Done" = "Open") => dueOf({ due_on, status }, NOW);

describe("when a task is due", () => {
	it("says how long it is late, how soon it comes, and nothing without a deadline", () => {
		expect(due("2026-11-20T12:00:00Z")).toEqual({ words: "Late: due 3 h ago", tone: "bad" });
		expect(due("2026-11-20T22:00:00Z")?.tone).toBe("marginal");
		expect(due("2026-11-23T15:00:00Z")).toMatchObject({ tone: "idle" });
		expect(due("2026-11-23T15:00:00Z")?.words).toContain("Monday");
		expect(due(null)).toBeNull();
	});

	it("is of no interest any more once it is done", () => {
		expect(due("2026-11-20T12:00:00Z", "Done")).toBeNull();
	});
});
