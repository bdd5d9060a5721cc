/** One invitation: what was typed, what became of it, and what the mail server says of its e-mail meanwhile. */

import { onScopeDispose, ref, shallowRef } from "vue";
import { read, write } from "@/api/client";
import type { ApiError } from "@/api/errors";
import { asApiError } from "@/api/useQuery";
import type { Colleague, Invitation, InvitationStep } from "./types";

const LOOK_EVERY_MS = 2000;
const MOST_LOOKS = 20;

export function useInvitation() {
	const colleague = shallowRef<Colleague | null>(null);
	const outcome = shallowRef<Invitation | null>(null);
	const problem = shallowRef<ApiError | null>(null);
	const busy = ref(false);
	let looks: ReturnType<typeof setTimeout> | undefined;

	async function send(typed: Colleague): Promise<void> {
		colleague.value = { ...typed };
		clearTimeout(looks);
		busy.value = true;
		problem.value = null;
		try {
			const values = { ...typed, groups: JSON.stringify(typed.groups) };
			outcome.value = await write<Invitation>("settings.invite_user", values);
			look(MOST_LOOKS);
		} catch (failure) {
			problem.value = asApiError(failure);
		}
		busy.value = false;
	}

	/** The e-mail leaves in a moment: ask until the mail server has said what it makes of it. */
	function look(left: number): void {
		const mail = outcome.value?.steps.find((step) => step.step === "email");
		if (mail?.state !== "done" || !left) return;
		looks = setTimeout(() => void lookOnce(left - 1), LOOK_EVERY_MS);
	}

	async function lookOnce(left: number): Promise<void> {
		const asked = outcome.value;
		if (!asked) return;
		try {
			const seen = await read<Pick<InvitationStep, "state" | "message">>("settings.invitation_email", {
				email: asked.email,
			});
			if (outcome.value !== asked) return;
			const hasLeft = seen.state === "already";
			const told = { ...seen, state: hasLeft ? ("done" as const) : seen.state };
			const steps = asked.steps.map((step) => (step.step === "email" ? { ...step, ...told } : step));
			outcome.value = { ...asked, steps };
			if (hasLeft) return;
		} catch {
			// The next look may do better; the invitation itself is made.
		}
		look(left);
	}

	/** Back to what was typed, to be mended and sent once more. */
	function edit(): void {
		clearTimeout(looks);
		outcome.value = problem.value = null;
	}

	/** Begin another one; the password is forgotten. */
	function reset(): void {
		edit();
		colleague.value = null;
	}

	onScopeDispose(() => clearTimeout(looks));
	return { colleague, outcome, problem, busy, send, edit, reset };
}
