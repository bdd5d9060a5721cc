import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { coalesce } from "./coalesce";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("asks twice for fifty signals: for the first, and for all the others", async () => {
	const ask = vi.fn(async () => undefined);
	const { signal } = coalesce(ask, 400);
	for (let count = 0; count < 50; count += 1) signal();
	await vi.advanceTimersByTimeAsync(5000);
	expect(ask).toHaveBeenCalledTimes(2);
});

it("asks once for one signal, and goes on after a failure", async () => {
	const ask = vi.fn(async () => Promise.reject(new Error("no network")));
	const { signal } = coalesce(ask, 400);
	signal();
	await vi.advanceTimersByTimeAsync(5000);
	expect(ask).toHaveBeenCalledTimes(1);
	signal();
	await vi.advanceTimersByTimeAsync(5000);
	expect(ask).toHaveBeenCalledTimes(2);
});

it("asks nothing more once stopped", async () => {
	const ask = vi.fn(async () => undefined);
	const { signal, stop } = coalesce(ask, 400);
	signal();
	signal();
	stop();
	await vi.advanceTimersByTimeAsync(5000);
	expect(ask).toHaveBeenCalledTimes(1);
});
