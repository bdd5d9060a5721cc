"""What a keyword is answered with. Pure.

Not in the catalogues of translations: each text names words opt_out.py hears in that language and must fit one
segment, so no ê, ô or ’; the tests hold them to both.
"""

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


def answer(action: Action, language: str, company: str, phone: str | None = None) -> str:
	"""Return what we say to a keyword in "fr" or "en": who we are, and how to stop or resume our messages."""
	return _ANSWERS[action, language].format(company=company, phone=f": {phone}" if phone else "")
