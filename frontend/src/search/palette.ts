/** Whether the search is open, and what was opened from it or from the list lately on this computer. */

import { ref } from "vue";
import type { SearchKind, SearchResult } from "@/api/types";

const KEY = "fsm:recent";
const MOST = 8;

export const searchIsOpen = ref(false);

export function openSearch(): void {
	searchIsOpen.value = true;
}

export type RecentItem = { kind: SearchKind | "flow" } & Pick<
	SearchResult,
	"doctype" | "name" | "customer" | "customer_name" | "title" | "subtitle" | "status"
>;

export const recentItems = ref<RecentItem[]>(stored());

/** Put what was just opened at the head of the list. */
export function rememberItem(item: RecentItem): void {
	const { kind, doctype, name, customer, customer_name, title, subtitle, status } = item;
	const kept = { kind, doctype, name, customer, customer_name, title, subtitle, status };
	const others = recentItems.value.filter((one) => one.doctype !== doctype || one.name !== name);
	recentItems.value = [kept, ...others].slice(0, MOST);
	localStorage.setItem(KEY, JSON.stringify(recentItems.value));
}

function stored(): RecentItem[] {
	try {
		const items: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
		return Array.isArray(items) ? (items as RecentItem[]) : [];
	} catch {
		return [];
	}
}
