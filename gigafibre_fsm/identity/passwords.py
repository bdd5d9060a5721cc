"""Temporary passwords that can be read aloud and typed without doubt."""

import math
import secrets

# No letter that another one or a digit could be taken for (I l 1, O 0, q g 9, u v, c e, y), nor what makes words
# one would rather not read aloud.
CONSONANTS = "bdghjkmnprstvwz"
VOWELS = "aeu"
DIGITS = "34679"
SYLLABLES = 6
# How hard to guess: log2 of how many there are.
BITS = SYLLABLES * math.log2(len(CONSONANTS) ** 2 * len(VOWELS)) + 3 * math.log2(len(DIGITS))


def make_password() -> str:
	"""Return one such as `Dat-kem-wup-zer-nas-vab-473`: a capital, small letters, digits and signs, for every policy."""
	syllables = [
		"".join(map(secrets.choice, (CONSONANTS, VOWELS, CONSONANTS))) for _number in range(SYLLABLES)
	]
	digits = "".join(secrets.choice(DIGITS) for _number in range(3))
	return "-".join([syllables[0].capitalize(), *syllables[1:], digits])
