/** How a change of a step is said and shown: a word, a sign, a colour. */

import { ArrowUpDown, Minus, PenLine, Plus } from "lucide-vue-next";
import type { Component } from "vue";
import { __ } from "@/i18n/translate";
import type { Change } from "./diff";

export interface ChangeLook {
	label: string;
	icon: Component;
	tone: "good" | "bad" | "accent" | "marginal";
}

export function changeLook(change: Change): ChangeLook {
	const looks: Record<Change, ChangeLook> = {
		added: { label: __("Added"), icon: Plus, tone: "good" },
		removed: { label: __("Removed"), icon: Minus, tone: "bad" },
		moved: { label: __("Moved"), icon: ArrowUpDown, tone: "accent" },
		changed: { label: __("Changed"), icon: PenLine, tone: "marginal" },
	};
	return looks[change];
}
