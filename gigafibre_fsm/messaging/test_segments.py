"""A text is counted as carriers bill it; the vectors bind the page's own count too."""

import json
import unittest
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.messaging.segments import BASIC, EXTENSION, SIZES, count

VECTORS = json.loads(Path(__file__).with_name("segment_vectors.json").read_text(encoding="utf-8"))
GSM_TEXT = st.text(st.sampled_from(sorted(BASIC | EXTENSION)), max_size=700)
ANY_TEXT = st.one_of(GSM_TEXT, st.text(st.sampled_from("aé€ê🙂’"), max_size=400), st.text(max_size=100))


def parts_of(text: str) -> list[str]:
	"""Cut a text greedily into what each segment holds, as an encoder would."""
	size = SIZES[count(text).encoding][1]
	parts = [""]
	for character in text:
		if units_of(parts[-1] + character, text) > size:
			parts.append("")
		parts[-1] += character
	return parts


def units_of(part: str, text: str) -> int:
	if count(text).encoding == "GSM-7":
		return sum(2 if character in EXTENSION else 1 for character in part)
	return len(part.encode("utf-16-le")) // 2


class TestVectors(unittest.TestCase):
	def test_every_vector_is_counted_as_written(self):
		for vector in VECTORS:
			with self.subTest(text=vector["text"][:20], length=len(vector["text"])):
				counted = count(vector["text"])
				self.assertEqual(
					(counted.encoding, counted.segments, counted.units, counted.left),
					(vector["encoding"], vector["segments"], vector["units"], vector["left"]),
				)


class TestProperties(unittest.TestCase):
	@given(ANY_TEXT)
	def test_what_is_used_and_what_is_left_make_whole_segments(self, text):
		counted = count(text)
		alone, part = SIZES[counted.encoding]

		self.assertGreaterEqual(counted.left, 0)
		self.assertEqual(counted.units, units_of(text, text))
		if counted.segments <= 1:
			self.assertEqual(counted.units + counted.left, alone)
		else:
			# A pair that may not be split leaves at most one unit of a part empty.
			wasted = counted.segments * part - counted.units - counted.left
			self.assertTrue(0 <= wasted < counted.segments)

	@given(ANY_TEXT)
	def test_a_long_text_is_cut_between_characters(self, text):
		counted = count(text)
		if counted.segments > 1:
			parts = parts_of(text)
			self.assertEqual(len(parts), counted.segments)
			self.assertEqual(SIZES[counted.encoding][1] - units_of(parts[-1], text), counted.left)

	@given(GSM_TEXT, st.text(min_size=1, max_size=3))
	def test_typing_more_never_takes_fewer_segments(self, text, more):
		self.assertGreaterEqual(count(text + more).segments, count(text).segments)

	@given(GSM_TEXT)
	def test_one_foreign_character_makes_the_whole_text_ucs2(self, text):
		self.assertEqual(count(text + "ê").encoding, "UCS-2")
