import type { Boot } from "@/boot";
import type { Translate } from "@/i18n/translate";

declare global {
	interface Window {
		/** Filled by the page that Frappe serves (www/ops.html); absent under Vite's own server. */
		boot?: Boot;
	}
}

declare module "vue" {
	interface ComponentCustomProperties {
		__: Translate;
	}
}
