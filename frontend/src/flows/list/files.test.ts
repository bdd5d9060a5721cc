import { describe, expect, it } from "vitest";
import { fileName, readFile } from "./files";

const file = (text: string) => new File([text], "flow.json");

describe("a file that may hold a flow", () => {
	it("is named after the flow", () => {
		expect(fileName("Panne: prévenir les clients")).toBe("panne-prevenir-les-clients.flow.json");
		expect(fileName("—")).toBe("flow.flow.json");
	});

	it("says what it holds before it is brought in", async () => {
		const content = { title: "Welcome", definition: { steps: [{}, {}] } };
		expect(await readFile(file(JSON.stringify(content)))).toEqual({
			title: "Welcome",
			steps: 2,
			content,
		});
	});

	it("is refused in words when it is none", async () => {
		await expect(readFile(file("{"))).rejects.toThrow("This file is not JSON");
		await expect(readFile(file("[]"))).rejects.toThrow("holds no flow");
		await expect(readFile(file("null"))).rejects.toThrow("holds no flow");
	});
});
