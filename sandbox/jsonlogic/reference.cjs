// json-logic-js as a filter: one [rule, data] as JSON a line in, {"value": …} or {"error": …} a line out.
// As JSON writes them: what is no number, or no finite one, is null.
const logic = require("json-logic-js");

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
lines.on("line", (line) => process.stdout.write(JSON.stringify(answer(line)) + "\n"));
