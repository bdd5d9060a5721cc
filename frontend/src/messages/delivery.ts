/** Where a message is on its way, in a word; its shape and tone stand beside it. */

import {
	Check,
	CheckCheck,
	CircleSlash,
	Clock,
	CloudOff,
	LoaderCircle,
	TriangleAlert,
} from "lucide-vue-next";
import type { Component } from "vue";
import { __ } from "@/i18n/translate";
import type { ShownStatus } from "./shown";

interface Delivery {
	word: string;
	icon: Component;
	tone: "plain" | "good" | "marginal" | "bad";
	turns?: boolean;
}

export function deliveryOf(status: ShownStatus): Delivery {
	const states: Record<ShownStatus, Delivery> = {
		queued: { word: __("Queued"), icon: Clock, tone: "plain" },
		sending: { word: __("Sending…"), icon: LoaderCircle, tone: "plain", turns: true },
		sent: { word: __("Sent"), icon: Check, tone: "plain" },
		delivered: { word: __("Delivered"), icon: CheckCheck, tone: "good" },
		waiting: { word: __("Waiting for the network"), icon: CloudOff, tone: "marginal" },
		failed: { word: __("Not delivered"), icon: TriangleAlert, tone: "bad" },
		held: { word: __("Not sent: it waited for more than 6 hours"), icon: CloudOff, tone: "marginal" },
		refused: { word: __("Not sent"), icon: TriangleAlert, tone: "bad" },
		suppressed: { word: __("Not sent"), icon: CircleSlash, tone: "bad" },
	};
	return states[status];
}
