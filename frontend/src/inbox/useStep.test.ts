import { describe, expect, it, vi } from "vitest";
import { effectScope, ref } from "vue";
import { makeRow } from "../../tests/conversations";
import { useStep } from "./useStep";

function walk(start?: string) {
	const rows = ref(["A", "B", "C"].map((name) => makeRow({ name })));
	const selected = ref<string | undefined>(start);
	const open = vi.fn((name: string) => (selected.value = name));
	const focus = vi.fn();
	const { step } = effectScope().run(() =>
		useStep(
			() => rows.value,
			() => selected.value,
			open,
			focus,
		),
	)!;
	return { rows, selected, open, focus, step };
}

describe("walking the list", () => {
	it("moves the focus while nothing is open", () => {
		const { step, focus, open } = walk();
		step(1, 0);
		expect([focus.mock.calls, open.mock.calls]).toEqual([[[1]], []]);
	});

	it("opens the next and the previous, and stops at both ends", () => {
		const { step, selected } = walk("B");
		step(1, -1);
		step(1, -1);
		expect(selected.value).toBe("C");
		step(-1, -1);
		step(-1, -1);
		step(-1, -1);
		expect(selected.value).toBe("A");
	});

	it("goes on from where a conversation stood that was just closed", () => {
		const { step, rows, selected } = walk("B");
		rows.value = rows.value.filter(({ name }) => name !== "B");
		step(1, -1);
		expect(selected.value).toBe("C");
	});
});
