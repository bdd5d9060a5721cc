/** Reading the words modems use for states. */

/** Whether a link or port is working: modems say Up, Connected or Enabled. */
export function isUp(status: string | null): boolean {
	return ["up", "connected", "enabled"].includes((status ?? "").toLowerCase());
}
