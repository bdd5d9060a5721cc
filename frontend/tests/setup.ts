/** Every test starts as an English-speaking agent; `speak` changes the language. */

import { config } from "@vue/test-utils";
import { beforeEach, vi } from "vitest";
import { setBoot, type Boot, type Language } from "@/boot";
import { translation } from "@/i18n/translate";

export const BOOT: Boot = {
	site_name: "site",
	csrf_token: "token",
	user: "agent@gigafibre.example",
	full_name: "Camille Agent",
	user_image: null,
	language: "en",
	roles: ["FSM Agent"],
	capabilities: {
		reboot: true,
		factory_reset: false,
		settings: false,
		create_job: true,
		see_billing: true,
	},
	socketio_port: null,
	messages: {},
	version: "0",
	default_company: null,
	currency: "CAD",
	time_zone: "America/Toronto",
};

vi.mock("socket.io-client", () => import("./fakeSocket"));

config.global.plugins = [translation];

beforeEach(() => speak("en"));

export function speak(language: Language, messages: Record<string, string> = {}): void {
	setBoot({ ...BOOT, language, messages });
}

export function bootWith(changes: Partial<Boot>): void {
	setBoot({ ...BOOT, ...changes });
}
