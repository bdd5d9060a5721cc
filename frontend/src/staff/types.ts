/** What the site says of inviting a colleague (gigafibre_fsm.api.settings). */

/** Who is invited, and into which groups. */
export interface Colleague {
	email: string;
	first_name: string;
	last_name: string;
	groups: string[];
}

export interface InvitationGroup {
	group: string;
	roles: string[];
}

export type StepState = "done" | "already" | "failed" | "skipped";

export interface InvitationStep {
	step: string;
	label: string;
	state: StepState;
	message: string;
}

/** `password` is told this once. */
export interface Invitation {
	email: string;
	steps: InvitationStep[];
	password: string | null;
}
