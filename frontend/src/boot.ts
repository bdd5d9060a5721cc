/** What the page knows from the start: who is here, what they may do, and the words of their language. */

import { reactive, readonly } from "vue";

export type Language = "fr" | "en";

export type Capability = "reboot" | "factory_reset" | "settings" | "create_job" | "see_billing";

export interface Boot {
	site_name: string;
	csrf_token: string;
	user: string;
	full_name: string;
	user_image: string | null;
	language: Language;
	roles: string[];
	capabilities: Record<Capability, boolean>;
	socketio_port: number | null;
	messages: Record<string, string>;
	version: string;
	default_company: string | null;
	currency: string;
	time_zone: string;
}

const current = reactive<{ boot: Boot | null }>({ boot: null });

/** Take a boot: the page's own at the start, a new one after signing in again or changing language. */
export function setBoot(boot: Boot): void {
	current.boot = boot;
	document.documentElement.lang = boot.language;
}

/** Return the boot. Throws before `setBoot`: nothing may render without it. */
export function useBoot(): Readonly<Boot> {
	if (!current.boot) throw new Error("The page has no boot yet");
	return readonly(current.boot) as Readonly<Boot>;
}

export function may(capability: Capability): boolean {
	return useBoot().capabilities[capability];
}
