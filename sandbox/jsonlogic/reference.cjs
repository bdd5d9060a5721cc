// json-logic-js as a filter: one [rule, data] as JSON a line in, {"value": …} or {"error": …} a line out.
// What JSON cannot write is named: {"$": "NaN"}.
const logic = require("json-logic-js");

const NAMED = new Set(["NaN", "Infinity", "-Infinity"]);

function named(_key, value) {
	return typeof value === "number" && NAMED.has(String(value)) ? { $: String(value) } : value;
}

function answer(line) {
	const [rule, data] = JSON.parse(line);
	try {
		const value = logic.apply(rule, data);
		return { value: value === undefined ? null : value };
	} catch (error) {
		return { error: error.message };
	}
}

const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => process.stdout.write(JSON.stringify(answer(line), named) + "\n"));
