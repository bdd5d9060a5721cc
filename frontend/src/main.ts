import "./styles/tokens.css";
import "./styles/base.css";
import { createApp } from "vue";
import { renewBoot } from "./api/client";
import App from "./App.vue";
import { setBoot } from "./boot";
import { translation } from "./i18n/translate";
import { fetchPagesAhead, router } from "./router";

/** Vite's own server has no page to put the boot in: there it is asked for. */
async function takeBoot(): Promise<void> {
	if (window.boot) setBoot(window.boot);
	else await renewBoot();
}

function start(): void {
	createApp(App).use(translation).use(router).mount("#app");
	fetchPagesAhead();
}

function signInFirst(): void {
	location.assign(`/login?redirect-to=${encodeURIComponent(location.pathname)}`);
}

takeBoot().then(start, signInFirst);
