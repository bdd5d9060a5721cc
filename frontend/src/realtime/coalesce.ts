/** Fifty signals in a second are one change: ask once for the first, once more for all that came meanwhile. */

/**
 * Return a function that runs `work` soon after the first call; calls that come while it runs, or within `pauseMs`
 * of its end, cause one more run together. `stop` forgets what is waiting.
 */
export function coalesce(work: () => Promise<unknown>, pauseMs: number) {
	let state: "idle" | "running" | "resting" = "idle";
	let wanted = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function run(): Promise<void> {
		state = "running";
		wanted = false;
		await work().catch(() => undefined);
		state = "resting";
		timer = setTimeout(wake, pauseMs);
	}

	function wake(): void {
		state = "idle";
		if (wanted) void run();
	}

	function signal(): void {
		if (state === "idle") void run();
		else wanted = true;
	}

	function stop(): void {
		clearTimeout(timer);
		wanted = false;
	}
	return { signal, stop };
}
