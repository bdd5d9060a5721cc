import { useBoot } from "@/boot";

/** Flows are drawn by managers; the others read them. */
export function mayDraw(): boolean {
	return useBoot().roles.includes("FSM Manager");
}
