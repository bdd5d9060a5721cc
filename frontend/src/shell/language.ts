/** The two languages of the pages, and changing over without reloading. */

import { api } from "@/api";
import { forgetQueries } from "@/api/useQuery";
import { setBoot, useBoot, type Language } from "@/boot";
import { toast } from "@/ui/toasts";

export const LANGUAGES: Record<Language, string> = { fr: "Français", en: "English" };

/** Save the user's language and show everything in it. */
export async function switchLanguage(language: Language): Promise<void> {
	if (language === useBoot().language) return;
	try {
		const boot = await api.setLanguage(language);
		forgetQueries();
		setBoot(boot);
	} catch (error) {
		toast((error as Error).message, "bad");
	}
}
