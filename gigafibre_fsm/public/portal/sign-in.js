/* The steps of the sign-in page: ask for a link or a code, type the code, choose an account when there are several. */
/* global ask, WORDS */

const METHODS = "gigafibre_fsm.api.identity.";
const steps = ["asking", "link-sent", "typing", "choosing"].map((id) => document.getElementById(id));
const [asking, linkSent, typing, choosing] = steps;
const addressInput = document.getElementById("address");
const codeInput = document.getElementById("code");
let countdown = 0;

function show(step) {
	for (const each of steps) each.hidden = each !== step;
	complain(step, "");
	step.querySelector("input")?.focus();
}

function complain(step, sentence) {
	step.querySelector(".problem").textContent = sentence;
}

async function withButtonsOff(step, action) {
	const buttons = [...step.querySelectorAll("button:enabled")];
	for (const button of buttons) button.disabled = true;
	const answer = await action();
	for (const button of buttons) button.disabled = false;
	return answer;
}

/** Have a link or a code sent; `shown` is where the person is, `next` where they go once it is on its way. */
async function request(method, shown, next) {
	const address = addressInput.value;
	const answer = await withButtonsOff(shown, () => ask(METHODS + method, { address }));
	if (answer.ok) {
		show(next);
		next.querySelector(".said").textContent = answer.data.message;
	} else {
		complain(shown, answer.sentence);
	}
	if (answer.data?.resend_in) holdBack(answer.data.resend_in);
}

/** Keep the buttons that ask again off for so many seconds, and say how many are left. */
function holdBack(seconds) {
	clearInterval(countdown);
	const end = Date.now() + seconds * 1000;
	const tick = () => {
		const left = Math.ceil((end - Date.now()) / 1000);
		for (const button of document.querySelectorAll(".again")) {
			button.disabled = left > 0;
			button.textContent = left > 0 ? WORDS.wait.replace("{0}", left) : WORDS.again;
		}
		if (left <= 0) clearInterval(countdown);
	};
	countdown = setInterval(tick, 1000);
	tick();
}

async function tryCode() {
	const values = { address: addressInput.value, code: codeInput.value };
	const answer = await withButtonsOff(typing, () => ask(`${METHODS}check_code`, values));
	if (!answer.ok) {
		complain(typing, answer.sentence);
		codeInput.select();
	} else if (answer.data.choices.length === 1) {
		await enter(answer.data.choices[0], typing);
	} else {
		offer(answer.data.choices);
	}
}

function offer(choices) {
	for (const button of choosing.querySelectorAll("button")) button.remove();
	for (const choice of choices) {
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = choice.title;
		button.addEventListener("click", () => enter(choice, choosing));
		choosing.append(button);
	}
	show(choosing);
}

async function enter(choice, step) {
	// Who typed a code here means to be here, whoever was signed in before.
	const values = { token: choice.token, instead: 1 };
	const answer = await withButtonsOff(step, () => ask(`${METHODS}enter`, values));
	if (answer.ok) location.replace("/portal");
	else complain(step, answer.sentence);
}

asking.addEventListener("submit", (event) => {
	event.preventDefault();
	request("request_link", asking, linkSent);
});
document.getElementById("ask-code").addEventListener("click", () => {
	if (addressInput.reportValidity()) request("request_code", asking, typing);
});
typing.addEventListener("submit", (event) => {
	event.preventDefault();
	tryCode();
});
linkSent.querySelector(".again").addEventListener("click", () => request("request_link", linkSent, linkSent));
typing.querySelector(".again").addEventListener("click", () => request("request_code", typing, typing));
for (const button of document.querySelectorAll(".back")) button.addEventListener("click", () => show(asking));
