/** The outcome of a task as a toast, for whoever looks at the customer, be the device's panel open or not. */

import type { Task } from "@/api/diagnosisTypes";
import { toast, type Tone } from "@/ui/toasts";

const TONES: Partial<Record<Task["state"], Tone>> = { done: "good", failed: "bad", unknown: "marginal" };

export function announce(task: Task): void {
	const tone = task.ended && TONES[task.state];
	if (tone && task.message) toast(task.message, tone);
}
