/** What can be done to the drawing by hand, in one vocabulary for mouse, keyboard, palette, tree and graph. */

import type { Spot } from "../model/steps";

export type Action =
	| { do: "add"; kind: string; at: Spot }
	| { do: "move"; step: string; to: Spot }
	| { do: "remove"; step: string }
	| { do: "duplicate"; step: string }
	| { do: "wrap"; step: string; in: "group" | "loop" | "parallel" }
	| { do: "connect"; from: string; to: string }
	| { do: "disconnect"; from: string; to: string };
