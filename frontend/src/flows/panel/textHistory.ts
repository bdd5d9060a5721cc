/** Undo and redo of one text: what was typed in a row is one step. */

export interface Moment {
	text: string;
	caret: number;
}

const PAUSE_MS = 700;
const MOST = 200;

export class TextHistory {
	private past: Moment[] = [];
	private future: Moment[] = [];
	private at = -Infinity;

	/** Keep what a change starts from. `isTyping` joins the changes of one breath. */
	keep(before: Moment, isTyping: boolean, now: number): void {
		const joins = isTyping && now - this.at < PAUSE_MS && this.past.length > 0;
		this.at = isTyping ? now : -Infinity;
		this.future = [];
		if (!joins) this.past = [...this.past, before].slice(-MOST);
	}

	/** Step back from `current`; null when there is nothing before. */
	undo(current: Moment): Moment | null {
		const before = this.past.pop();
		if (!before) return null;
		this.future.push(current);
		this.at = -Infinity;
		return before;
	}

	redo(current: Moment): Moment | null {
		const after = this.future.pop();
		if (!after) return null;
		this.past.push(current);
		return after;
	}
}
