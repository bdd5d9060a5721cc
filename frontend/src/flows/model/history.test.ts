import { describe, expect, it } from "vitest";
import { began, changed, redone, undone } from "./history";

describe("undo and redo", () => {
	it("goes back and forth through what was done", () => {
		const history = changed(changed(began("a"), "b", "first"), "c", "second");
		const back = undone(history);
		expect(back.present).toBe("b");
		expect(back.future[0]?.words).toBe("second");
		expect(redone(back).present).toBe("c");
		expect(undone(undone(undone(history))).present).toBe("a");
	});

	it("takes a word typed in one go for one change, and one after a pause for another", () => {
		let history = began("");
		history = changed(history, "H", "Label", "label", 0);
		history = changed(history, "He", "Label", "label", 300);
		history = changed(history, "Hey", "Label", "label", 5000);
		expect(undone(history).present).toBe("He");
		expect(undone(undone(history)).present).toBe("");
	});

	it("does not join what is typed in two fields", () => {
		const history = changed(changed(began(""), "a", "", "label", 0), "ab", "", "text", 100);
		expect(undone(history).present).toBe("a");
	});

	it("forgets what was undone once something else is done", () => {
		const history = changed(undone(changed(began("a"), "b", "")), "c", "");
		expect(redone(history).present).toBe("c");
		expect(undone(history).present).toBe("a");
	});
});
