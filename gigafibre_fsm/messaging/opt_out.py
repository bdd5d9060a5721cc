"""The words by which people stop our messages, take them back, or ask who we are. Pure.

Only a message that is nothing but the word (and courtesies) counts: "stop, the modem still blinks" is a message to
read. Accents, case, punctuation and spaces do not matter. English defaults are Twilio's own (INTEGRATIONS §4): of a
message that is that word alone, it answers it itself and, for the first kind, refuses what we would send. Left out is
what people answer to a question of ours: "annuler", "yes", "oui", "fin", "début", "abonnement", "inscription".
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
# What is stopped, or for whom: "stop texto", "arrêter les SMS".
_FILLERS = frozenset("les des de vos me moi sms texto textos text texts message messages".split())
# Of Twilio's words, those that answer a question when anything stands beside them: "cancel please".
_ALONE = frozenset("cancel end revoke".split())
_WORDS: dict[Keyword, str] = {
	Keyword("stop", "en", True): "stop stopall unsubscribe cancel end quit revoke optout",
	Keyword("stop", "en"): "stopsms stopit unsubscribeme removeme",
	Keyword("stop", "fr"): (
		"arret arrets arrete arreter arretez arreteztout desabonner desabonne desabonnez desabonnement"
		" desabonnezmoi desabonnemoi medesabonner desinscrire desinscription desinscrivezmoi medesinscrire"
		" retirezmoi stoptout arretsms neplusrecevoir"
	),
	Keyword("start", "en", True): "start unstop",
	Keyword("start", "en"): "subscribe optin",
	Keyword("start", "fr"): (
		"reprendre abonner abonnezmoi reabonner reabonnement reabonnezmoi mabonner mereabonner reactiver"
	),
	Keyword("help", "en", True): "help info",
	Keyword("help", "fr"): "aide aidez aidezmoi infos information informations",
}
_BY_WORD = {word: keyword for keyword, words in _WORDS.items() for word in words.split()}


def find(text: str) -> Keyword | None:
	"""Return the keyword a message consists of, or None when it is a message like another."""
	words = _words(text)
	found = next((_BY_WORD[form] for form in _forms(words) if form in _BY_WORD), None)
	if found and found.known_to_twilio and text.strip().casefold() not in _BY_WORD:
		return replace(found, known_to_twilio=False)
	return found


def _forms(words: list[str]) -> Iterator[str]:
	"""What the message may be: its letters, the word said several times, and that without what surrounds it."""
	yield "".join(words)
	asked = [word for word in words if word not in _COURTESIES]
	if len(words) > 1 and _ALONE.isdisjoint(words):
		for said in (words, asked, [word for word in asked if word not in _FILLERS]):
			yield "".join(word for word, _again in groupby(said))


def keyword(text: str) -> Action | None:
	"""Return what a message that is only a keyword asks for: "stop", "start", "help", else None."""
	found = find(text)
	return found.action if found else None


def _words(text: str) -> list[str]:
	"""Return the words without accents, case and punctuation."""
	decomposed = unicodedata.normalize("NFKD", text.casefold())
	bare = "".join(character for character in decomposed if not unicodedata.combining(character))
	return "".join(character if character.isalnum() else " " for character in bare).split()
