/**
 * Every topic the pages can follow. Frappe lets into a record's room whoever may read the record, and into a
 * doctype's room whoever may read that doctype; names and events are those of gigafibre_fsm/realtime.py.
 */

export const TOPICS = {
	/** What goes on at a customer: progress and outcomes, without measurements. */
	customer: { event: "fsm_customer", doctype: "Customer", room: "doc" },
	/** A device's refreshes, readings and tasks. */
	device: { event: "fsm_customer", doctype: "Service Equipment", room: "doc" },
	/** Some conversation changed: its name, no content. */
	inbox: { event: "fsm_inbox", doctype: "Conversation", room: "doctype" },
	/** The conversation that is open changed, no content. */
	conversation: { event: "fsm_conversation", doctype: "Conversation", room: "doc" },
	/** A run of a flow moved: its name, no content. */
	flow_run: { event: "fsm_flow_run", doctype: "Flow Run", room: "doc" },
	/** Some run of a flow moved. */
	flow_runs: { event: "fsm_flow_run", doctype: "Flow Run", room: "doctype" },
} as const;

export type Topic = keyof typeof TOPICS;

/** What is said in the rooms of conversations and runs: that something changed, and in which. */
export interface Signal {
	topic: Topic;
	name: string;
	at: string;
}
