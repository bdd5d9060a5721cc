/** Light, dark, or as the system says; remembered on this computer. */

import { ref, watchEffect } from "vue";

export type ThemeChoice = "system" | "light" | "dark";

const KEY = "fsm:theme";
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
const prefersDark = ref(systemIsDark.matches);
systemIsDark.addEventListener("change", (event) => (prefersDark.value = event.matches));

export const themeChoice = ref<ThemeChoice>((localStorage.getItem(KEY) as ThemeChoice | null) ?? "system");

watchEffect(() => {
	const isDark = themeChoice.value === "dark" || (themeChoice.value === "system" && prefersDark.value);
	document.documentElement.dataset.theme = isDark ? "dark" : "light";
});

export function chooseTheme(choice: ThemeChoice): void {
	themeChoice.value = choice;
	localStorage.setItem(KEY, choice);
}
