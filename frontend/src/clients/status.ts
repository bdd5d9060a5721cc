/** Which tone a status of a record has; the word itself always stands beside it. */

export type BadgeTone = "good" | "marginal" | "bad" | "idle" | "accent";

const TONES: Record<string, BadgeTone> = {
	Active: "good",
	Paid: "good",
	Completed: "good",
	Resolved: "good",
	Pending: "accent",
	Open: "accent",
	Scheduled: "accent",
	Assigned: "accent",
	"In Progress": "accent",
	Replied: "accent",
	Suspended: "marginal",
	Unpaid: "marginal",
	"Partly Paid": "marginal",
	"On Hold": "marginal",
	Defective: "bad",
	Overdue: "bad",
};

export function toneOf(status: string | null): BadgeTone {
	return TONES[status ?? ""] ?? "idle";
}
