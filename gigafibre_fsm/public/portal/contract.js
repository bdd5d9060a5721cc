/* A contract: shown as the server says it is, and signed with a typed name. The token is in the page (`token`). */
/* global ask, token, WORDS */

const METHODS = "gigafibre_fsm.api.contracts.";
const part = (id) => document.getElementById(id);
const { lang } = document.documentElement;
const locale = lang === "fr" ? "fr-CA" : "en-CA";
let digest = "";

const fill = (words, ...values) =>
	values.reduce((text, value, place) => text.replace(`{${place}}`, value), words);
const money = ({ price, currency }) =>
	new Intl.NumberFormat(locale, { style: "currency", currency }).format(price);
const moment = (iso) =>
	new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));

function show(id) {
	for (const each of ["loading", "failed", "contract"]) part(each).hidden = each !== id;
}

function fail(sentence, mayRetry) {
	part("why").textContent = sentence;
	part("again").hidden = !mayRetry;
	show("failed");
}

function fact(id, text) {
	part(id).textContent = text;
	part(id).parentElement.hidden = !text;
}

function display(contract) {
	const { company, customer, message, name, place, plan, signed_by, signed_on, status, terms } = contract;
	const signed = status === "Signed";
	digest = contract.digest;
	part("title").textContent = signed ? WORDS.signed_title : fill(WORDS.title, company);
	part("number").textContent = name;
	part("state").className = signed ? "state signed" : "state";
	part("state").textContent = signed ? `✓ ${fill(WORDS.signed, signed_by, moment(signed_on))}` : message;
	fact("customer", customer);
	fact("plan", plan ? fill(WORDS.price, plan.name, `${money(plan)} · ${plan.every}`) : "");
	fact("place", place);
	// Cleaned of scripts whenever it is saved (service_contract.py).
	part("terms").innerHTML = terms;
	part("signing").hidden = status !== "Sent";
	part("digest").textContent = signed ? fill(WORDS.digest, digest) : "";
	show("contract");
}

async function load() {
	show("loading");
	const answer = await ask(`${METHODS}read`, { token });
	if (answer.ok) display(answer.data);
	else fail(answer.sentence, answer.status === 0 || answer.status >= 500);
}

async function sign() {
	const button = part("sign");
	button.disabled = true;
	button.textContent = WORDS.signing;
	part("problem").textContent = "";
	const values = { token, name: part("name").value, accepted: part("accepted").checked ? 1 : 0, digest };
	const answer = await ask(`${METHODS}sign`, values);
	button.disabled = false;
	button.textContent = WORDS.sign;
	if (answer.ok) {
		display(answer.data);
		part("state").scrollIntoView({ block: "center" });
	} else {
		part("problem").textContent = answer.sentence;
	}
}

part("again").addEventListener("click", load);
part("signing").addEventListener("submit", (event) => {
	event.preventDefault();
	sign();
});
if (token) load();
else fail(WORDS.missing, false);
