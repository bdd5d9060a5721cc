/** The outcome of a task as a toast, for who looks at the customer but not at the device's panel. */

import type { Task } from "@/api/diagnosisTypes";
import { toast, type Tone } from "@/ui/toasts";

const TONES: Partial<Record<Task["state"], Tone>> = { done: "good", failed: "bad", unknown: "marginal" };

export function announce(task: Task): void {
	const tone = task.ended && TONES[task.state];
	if (tone && task.message) toast(task.message, tone);
}
