"""What a keyword is answered with, and how a blast names one. Pure.

Not in the catalogues of translations: each text names words opt_out.py hears in that language and must fit one
segment, so no ê, ô or ’; the tests hold them to both.
"""

import re

from gigafibre_fsm.messaging.opt_out import Action

_ANSWERS: dict[tuple[Action, str], str] = {
	(
		"stop",
		"fr",
	): "{company}: vous ne recevrez plus de SMS de notre part. Pour en recevoir de nouveau: REPRENDRE",
	("stop", "en"): "{company}: you will receive no more texts from us. To receive them again: START",
	("start", "fr"): "{company}: vous recevrez de nouveau nos SMS. Pour ne plus en recevoir: ARRET",
	("start", "en"): "{company}: you will receive our texts again. To receive no more: STOP",
	("help", "fr"): "{company}, service à la clientèle{phone}. Pour ne plus recevoir de SMS: ARRET",
	("help", "en"): "{company}, customer service{phone}. To receive no more texts: STOP",
}

# Canada's anti-spam law wants it in every message to many.
HOW_TO_STOP = {"fr": "ARRET: ne plus recevoir", "en": "STOP to end"}
# In capitals, as such words are named; in a sentence they may say something else: "ARRET DE SERVICE".
_NAMED = re.compile(
	r"\b(?:ARR[EÊ]T|STOP)\s*(?::|=|pour\b|to\b)"
	r"|\b(?i:reply|text|send|r[ée]pondez|textez|envoyez|[ée]crivez)\W+(?:ARR[EÊ]T|STOP)\b"
)


def with_opt_out(text: str, language: str) -> str:
	"""Return the text of a blast in "fr" or "en" with the word that ends them, unless it names it already."""
	return text if _NAMED.search(text) else f"{text}\n{HOW_TO_STOP[language]}"


def answer(action: Action, language: str, company: str, phone: str | None = None) -> str:
	"""Return what we say to a keyword in "fr" or "en": who we are, and how to stop or resume our messages."""
	return _ANSWERS[action, language].format(company=company, phone=f": {phone}" if phone else "")
