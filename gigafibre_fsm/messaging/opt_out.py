"""The words by which people stop our messages, take them back, or ask who we are. Pure.

Only a message that is nothing but the word (and courtesies) counts: "stop, the modem still blinks" is a message to
read. Accents, case, punctuation and spaces do not matter. English defaults are Twilio's own (INTEGRATIONS §4): it
answers those itself and, for the first kind, refuses what we would send. "Annuler", "yes" and "oui" are left out:
they are what people answer to an appointment.
"""

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Action = Literal["stop", "start", "help"]


@dataclass(frozen=True, slots=True)
class Keyword:
	"""What a word asks for, the language it is in, and whether Twilio acts on it and answers it too."""

	action: Action
	language: Literal["fr", "en"]
	known_to_twilio: bool = False


_COURTESIES = frozenset(
	"merci beaucoup svp stp s il vous te plait please pls thanks thank you bonjour hello ok".split()
)
_WORDS: dict[Keyword, str] = {
	Keyword("stop", "en", True): "stop stopall unsubscribe cancel end quit revoke optout",
	Keyword("stop", "en"): "stopsms stopit unsubscribeme removeme",
	Keyword("stop", "fr"): (
		"arret arrets arrete arreter arretez arreteztout desabonner desabonne desabonnez desabonnement"
		" desabonnezmoi desabonnemoi medesabonner desinscrire desinscription desinscrivezmoi medesinscrire"
		" retirezmoi fin stoptout arretsms"
	),
	Keyword("start", "en", True): "start unstop",
	Keyword("start", "en"): "subscribe resume optin",
	Keyword("start", "fr"): (
		"reprendre reprise commencer debut debuter abonner abonnezmoi abonnement reabonner reabonnement"
		" reabonnezmoi mabonner mereabonner inscription reactiver"
	),
	Keyword("help", "en", True): "help info",
	Keyword("help", "fr"): "aide aidez aidezmoi infos information informations",
}
_BY_WORD = {word: keyword for keyword, words in _WORDS.items() for word in words.split()}


def find(text: str) -> Keyword | None:
	"""Return the keyword a message consists of, or None when it is a message like another."""
	words = [word for word, _again in groupby(_words(text))]
	asked = [word for word in words if word not in _COURTESIES]
	return _BY_WORD.get("".join(words)) or _BY_WORD.get("".join(asked))


def keyword(text: str) -> Action | None:
	"""Return what a message that is only a keyword asks for: "stop", "start", "help", else None."""
	found = find(text)
	return found.action if found else None


def _words(text: str) -> list[str]:
	"""Return the words without accents, case and punctuation."""
	decomposed = unicodedata.normalize("NFKD", text.casefold())
	bare = "".join(character for character in decomposed if not unicodedata.combining(character))
	return "".join(character if character.isalnum() else " " for character in bare).split()
