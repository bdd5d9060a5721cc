import { flushPromises } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { effectScope, ref } from "vue";
import { usePages, type Page } from "./usePages";

interface Row {
	name: string;
	status: string;
}

const rowsFrom = (start: number, length: number): Row[] =>
	Array.from({ length }, (_, index) => ({ name: `R${start + index}`, status: "Waiting" }));

function listOf(total: number) {
	const filter = ref("all");
	const ask = vi.fn(async (start: number, length: number): Promise<Page<Row>> => ({
		rows: rowsFrom(start, Math.min(length, total - start)),
		has_more: start + length < total,
	}));
	const pages = effectScope().run(() => usePages(() => filter.value, ask))!;
	return { filter, ask, pages };
}

describe("rows that come a page at a time", () => {
	it("adds the next page and stops at the last", async () => {
		const { ask, pages } = listOf(70);
		await flushPromises();
		pages.loadMore();
		await flushPromises();
		pages.loadMore();
		expect([pages.rows.value.length, ask.mock.calls.length]).toEqual([70, 2]);
	});

	it("looks again at what is loaded, and keeps what stands below", async () => {
		const { ask, pages } = listOf(130);
		for (const wanted of [50, 100, 130]) {
			await flushPromises();
			pages.loadMore();
			expect(wanted).toBeGreaterThan(0);
		}
		await flushPromises();
		ask.mockResolvedValueOnce({
			rows: [{ name: "new", status: "Running" }, ...rowsFrom(0, 99)],
			has_more: true,
		});
		await pages.catchUp();
		expect(ask.mock.lastCall?.slice(0, 2)).toEqual([0, 100]);
		expect(pages.rows.value.map((row) => row.name).slice(0, 2)).toEqual(["new", "R0"]);
		expect(pages.rows.value.at(-1)?.name).toBe("R129");
	});

	it("starts anew for another filter, and an answer to the earlier one is dropped", async () => {
		const { filter, ask, pages } = listOf(3);
		await flushPromises();
		let answerLate!: (page: Page<Row>) => void;
		ask.mockReturnValueOnce(new Promise((resolve) => (answerLate = resolve)));
		filter.value = "failed";
		await flushPromises();
		filter.value = "done";
		await flushPromises();
		answerLate({ rows: [{ name: "late", status: "Failed" }], has_more: true });
		await flushPromises();
		expect(pages.rows.value.map((row) => row.name)).toEqual(["R0", "R1", "R2"]);
	});

	it("keeps what is shown when looking again fails, and says why", async () => {
		const { ask, pages } = listOf(2);
		await flushPromises();
		ask.mockRejectedValueOnce(new Error("down"));
		await pages.catchUp();
		expect([pages.rows.value.length, pages.error.value?.message]).toEqual([2, "Error: down"]);
	});
});
