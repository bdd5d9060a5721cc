/*
 * The customer's messages with us, in the element #messages of the portal page.
 *
 * What is shown is what the server says; a message on its way is kept (one at a time) until the server has it, also
 * over a reload or without a network, and has a key, so that sending it again is never saying it twice. News come over
 * the socket Frappe offers; without one, the page asks every ten seconds.
 */
/* global ask, sentenceOf */

const { language, site_name, socketio_port, user, words } = window.portal;
const METHODS = "gigafibre_fsm.api.portal.";
const ASK_EVERY = 10_000;
const LONGEST = 2000;
// Each customer's own: who signs in next in this tab must neither see nor send it.
const WAITING = `fsm_portal_waiting:${user}`;
const NO_ACCESS = 403;

const time = new Intl.DateTimeFormat(language === "fr" ? "fr-CA" : "en-CA", {
	dateStyle: "medium",
	timeStyle: "short",
});
const root = document.getElementById("messages");

const messages = new Map();
let newest = "";
let loaded = false;
let asking = false;
let askAgain = false;
let connected = false;
// The message on its way: {key, text, problem}; `problem` is the sentence that says why it is not there yet.
let waiting = JSON.parse(sessionStorage.getItem(WAITING) || "null");
let sending = false;

/* --- what is on the page --- */

function element(name, { text, ...properties } = {}, ...children) {
	const made = Object.assign(document.createElement(name), properties);
	if (text !== undefined) made.textContent = text;
	made.append(...children);
	return made;
}

const list = element("ol", { className: "chat" });
list.setAttribute("role", "log");
list.setAttribute("aria-label", words.title);
const notice = element("p", { className: "chat-notice soft" });
notice.setAttribute("role", "status");
const again = element("button", {
	type: "button",
	className: "second small",
	text: words.retry,
	hidden: true,
});
const box = element("textarea", {
	id: "chat-text",
	rows: 3,
	maxLength: LONGEST,
	placeholder: words.placeholder,
});
const send = element("button", { type: "submit", text: words.send });
const label = element("label", { htmlFor: "chat-text", text: words.label });
const form = element("form", { className: "chat-form" }, label, box, send);

function show() {
	const stays = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
	const said = [...messages.values()].sort((one, other) => (one.at < other.at ? -1 : 1));
	list.replaceChildren(...said.map(bubble), ...(waiting ? [waitingBubble()] : []));
	list.hidden = !list.childElementCount;
	send.disabled = Boolean(waiting);
	if (loaded && !list.childElementCount) say(words.empty);
	if (stays) list.scrollTop = list.scrollHeight;
}

function bubble({ mine, text, at, by_name }) {
	const who = mine ? words.you : by_name || words.us;
	const when = element("time", { dateTime: at, text: time.format(new Date(at)) });
	const head = element("span", { className: "chat-head", text: `${who} · ` }, when);
	return element("li", { className: mine ? "mine" : "theirs" }, head, element("p", { text }));
}

function waitingBubble() {
	const head = element("span", {
		className: "chat-head",
		text: sending ? words.sending : waiting.problem || words.waiting,
	});
	const made = element("li", { className: "mine waiting" }, head, element("p", { text: waiting.text }));
	if (!sending) {
		const retry = element("button", {
			type: "button",
			className: "second small",
			text: words.retry,
			onclick: deliver,
		});
		const edit = element("button", {
			type: "button",
			className: "second small",
			text: words.edit,
			onclick: takeBack,
		});
		made.append(retry, edit);
	}
	return made;
}

function say(sentence, mayRetry = false) {
	notice.textContent = sentence;
	notice.hidden = !sentence;
	again.hidden = !mayRetry;
}

/* --- asking what was said --- */

async function read(method, values) {
	try {
		const address = `/api/method/${METHODS}${method}?${new URLSearchParams(values)}`;
		const answer = await fetch(address, { headers: { Accept: "application/json" } });
		const said = await answer.json().catch(() => ({}));
		return { ok: answer.ok, status: answer.status, data: said.message, sentence: sentenceOf(said) };
	} catch {
		return { ok: false, status: 0, sentence: words.offline };
	}
}

/** Return whether somebody else signed in in another tab: what is theirs is not for this page. */
function isAnothers() {
	const [, here] = /(?:^|;\s*)user_id=([^;]*)/.exec(document.cookie) ?? [];
	return Boolean(here) && decodeURIComponent(here) !== user;
}

async function refresh() {
	if (isAnothers()) {
		complain({ status: NO_ACCESS });
		return;
	}
	if (asking) {
		askAgain = true;
		return;
	}
	asking = true;
	const answer = await read("messages", newest ? { after: newest } : {});
	asking = false;
	if (answer.ok) take(answer.data);
	else complain(answer);
	if (askAgain) {
		askAgain = false;
		refresh();
	}
}

function take(answer) {
	for (const message of answer.messages) messages.set(message.name, message);
	newest = answer.newest;
	loaded = true;
	say("");
	show();
}

function complain({ status, sentence }) {
	if (status === NO_ACCESS) {
		say(words.signed_out);
		notice.append(" ", element("a", { href: "/sign-in", text: words.sign_in }));
	} else {
		say(loaded ? words.not_live : sentence, true);
	}
}

/* --- saying something --- */

function keep(message) {
	waiting = message;
	if (message) sessionStorage.setItem(WAITING, JSON.stringify(message));
	else sessionStorage.removeItem(WAITING);
	show();
}

function takeBack() {
	box.value = waiting.text;
	keep(null);
	box.focus();
}

async function deliver() {
	if (!waiting || sending || isAnothers()) return;
	sending = true;
	show();
	const { key, text } = waiting;
	const answer = await ask(`${METHODS}send`, { key, text });
	sending = false;
	if (answer.ok) {
		messages.set(answer.data.name, answer.data);
		keep(null);
		say("");
	} else {
		if (answer.status === NO_ACCESS) complain(answer);
		keep({ key, text, problem: problemOf(answer) });
	}
	list.scrollTop = list.scrollHeight;
}

function problemOf({ status, sentence }) {
	if (status === NO_ACCESS) return words.signed_out;
	return status ? sentence : words.offline;
}

/** Return 32 random digits; crypto.randomUUID is not there on a page without https. */
function newKey() {
	const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
	return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

form.addEventListener("submit", (event) => {
	event.preventDefault();
	const text = box.value.trim();
	if (!text || waiting) return;
	box.value = "";
	keep({ key: newKey(), text });
	deliver();
});
box.addEventListener("keydown", (event) => {
	if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
again.addEventListener("click", refresh);

/* --- staying up to date --- */

async function listen() {
	const origin = socketio_port
		? `${location.protocol}//${location.hostname}:${socketio_port}`
		: location.origin;
	try {
		// The server of the socket serves its own client.
		const { io } = await import(`${origin}/socket.io/socket.io.esm.min.js`);
		const socket = io(`${origin}/${site_name}`, { withCredentials: true });
		socket.on("connect", () => {
			connected = true;
			refresh();
		});
		socket.on("disconnect", () => {
			connected = false;
		});
		socket.on("fsm_portal", refresh);
	} catch {
		connected = false;
	}
}

setInterval(() => {
	if (!connected && !document.hidden) refresh();
}, ASK_EVERY);
document.addEventListener("visibilitychange", () => {
	if (!document.hidden) refresh();
});
window.addEventListener("online", () => {
	refresh();
	deliver();
});

const look = element("link", { rel: "stylesheet", href: new URL("messages.css", import.meta.url).href });
document.head.append(look);
root.append(list, notice, again, form);
say(words.loading);
show();
refresh();
deliver();
listen();
