import { expect, it } from "vitest";
import { TextHistory } from "./textHistory";

const at = (text: string) => ({ text, caret: text.length });

it("what was typed in one breath is one step, both ways", () => {
	const history = new TextHistory();
	history.keep(at(""), true, 0);
	history.keep(at("H"), true, 100);
	history.keep(at("Hi"), false, 200);

	expect(history.undo(at("Hi {{ doc.name }}"))).toEqual(at("Hi"));
	expect(history.undo(at("Hi"))).toEqual(at(""));
	expect(history.undo(at(""))).toBeNull();
	expect(history.redo(at(""))).toEqual(at("Hi"));
});

it("a new change forgets what was undone", () => {
	const history = new TextHistory();
	history.keep(at("a"), false, 0);
	history.undo(at("b"));
	history.keep(at("a"), false, 0);

	expect(history.redo(at("c"))).toBeNull();
});
