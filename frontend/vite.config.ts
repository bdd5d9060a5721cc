import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";
import { mockSite } from "./dev/mockSite";

/** Where `npm run dev` finds the site: the sandbox or a bench. */
const SITE = process.env.SITE_URL ?? "http://127.0.0.1:8000";

const proxied: Record<string, ProxyOptions> = {
	"^/(api|login|assets|files)": { target: SITE },
	"/socket.io": { target: SITE, ws: true },
};

export default defineConfig(({ mode, command }) => ({
	base: command === "build" ? "/assets/gigafibre_fsm/ops/" : "/",
	plugins: [vue(), mode === "mock" && mockSite()],
	resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
	build: {
		outDir: "../gigafibre_fsm/public/ops",
		emptyOutDir: true,
		manifest: "manifest.json",
		target: "es2022",
	},
	server: {
		host: "127.0.0.1",
		proxy: mode === "mock" ? undefined : proxied,
	},
	test: {
		environment: "happy-dom",
		include: ["src/**/*.test.ts"],
		setupFiles: ["tests/setup.ts"],
		restoreMocks: true,
	},
}));
