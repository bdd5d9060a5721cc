import { expect, it } from "vitest";
import { toast, toasts } from "./toasts";

it("keeps the three latest toasts, so that they never cover the page", () => {
	for (const text of ["first", "second", "third", "fourth"]) toast(text, "bad");
	expect(toasts.map((one) => one.text)).toEqual(["second", "third", "fourth"]);
});
