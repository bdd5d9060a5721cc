"""What we signed is read back; whatever else somebody writes is refused, and with nothing but our own refusal."""

import base64
import json
import time
import unittest

import jwt
from hypothesis import given, settings
from hypothesis import strategies as st

from gigafibre_fsm.identity.signing import (
	MOST_CHARACTERS,
	Claims,
	Key,
	TokenError,
	TokenExpiredError,
	read,
	sign,
)

KEY = Key("k3y1", "s" * 64)
OTHER = Key("k3y2", "o" * 64)
SECRETS = {KEY.id: KEY.secret, OTHER.id: OTHER.secret}
PURPOSE = "customer"
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def claims(purpose: str = PURPOSE, seconds: int = 600) -> Claims:
	return Claims(purpose, "a1b2c3", "Customer/Maude Tremblay", int(time.time()) + seconds)


def part(value: object) -> str:
	return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class TestSigning(unittest.TestCase):
	def assertNotOurs(self, token: object, purpose: str = PURPOSE) -> None:
		with self.assertRaises(TokenError):
			read(token, purpose, SECRETS.get)

	def test_what_was_signed_is_read_back(self):
		said = claims()

		self.assertEqual(read(sign(KEY, said), PURPOSE, SECRETS.get), said)

	@settings(max_examples=300, deadline=None)
	@given(st.data())
	def test_any_changed_character_is_refused(self, data):
		token = sign(KEY, claims())
		place = data.draw(st.integers(0, len(token) - 1))
		other = data.draw(
			st.sampled_from(CHARACTERS + ".").filter(lambda character: character != token[place])
		)

		self.assertNotOurs(token[:place] + other + token[place + 1 :])

	def test_each_spelling_of_the_last_character_but_ours_is_refused(self):
		token = sign(KEY, claims())

		for character in set(CHARACTERS) - {token[-1]}:
			self.assertNotOurs(token[:-1] + character)

	@settings(deadline=None)
	@given(st.text(min_size=1, max_size=30), st.data())
	def test_nothing_can_be_put_in_or_left_out(self, text, data):
		token = sign(KEY, claims())
		place = data.draw(st.integers(0, len(token) - 1))

		self.assertNotOurs(token[:place] + text + token[place:])
		self.assertNotOurs(token[:place])
		self.assertNotOurs(token[place + 1 :])

	@settings(deadline=None)
	@given(st.text(min_size=1, max_size=20).filter(lambda purpose: purpose != PURPOSE))
	def test_a_token_opens_for_its_own_purpose_only(self, purpose):
		self.assertNotOurs(sign(KEY, claims()), purpose)
		self.assertNotOurs(sign(KEY, claims(purpose)))

	@settings(deadline=None)
	@given(st.one_of(st.none(), st.integers(), st.binary(), st.lists(st.text()), st.text(max_size=400)))
	def test_garbage_is_refused_like_anything_else(self, garbage):
		self.assertNotOurs(garbage)

	@settings(max_examples=200, deadline=None)
	@given(
		st.recursive(
			st.none() | st.booleans() | st.integers() | st.text(max_size=20),
			lambda inner: (
				st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
			),
			max_leaves=8,
		),
		st.dictionaries(
			st.sampled_from(["aud", "exp", "jti", "sub", "kid", "alg"]), st.integers() | st.text()
		),
	)
	def test_any_json_in_the_shape_of_a_token_is_refused(self, header, payload):
		self.assertNotOurs(f"{part(header)}.{part(payload)}.{'A' * 43}")
		self.assertNotOurs(f"{part({'alg': 'HS256', 'kid': KEY.id})}.{part(header)}.{'A' * 43}")

	def test_no_algorithm_but_ours_is_taken(self):
		said = {"aud": PURPOSE, "jti": "a", "sub": "b", "exp": int(time.time()) + 600}
		unsigned = jwt.encode(said, None, algorithm="none", headers={"kid": KEY.id})
		stronger = jwt.encode(said, KEY.secret, algorithm="HS512", headers={"kid": KEY.id})

		self.assertNotOurs(unsigned)
		self.assertNotOurs(unsigned + "A" * 43)
		self.assertNotOurs(stronger)
		self.assertNotOurs(
			".".join((part({"alg": "none", "kid": KEY.id}), *sign(KEY, claims()).split(".")[1:]))
		)

	def test_the_key_is_the_one_the_header_names(self):
		said = {"aud": PURPOSE, "jti": "a", "sub": "b", "exp": int(time.time()) + 600}

		self.assertNotOurs(sign(Key(KEY.id, OTHER.secret), claims()))
		self.assertNotOurs(sign(Key("unknown", KEY.secret), claims()))
		self.assertNotOurs(jwt.encode(said, KEY.secret, algorithm="HS256"))
		for odd in ("", "../k3y1", "k3y1\n", "k" * 141):
			self.assertNotOurs(jwt.encode(said, KEY.secret, algorithm="HS256", headers={"kid": odd}))

	def test_every_claim_is_required(self):
		said = {"aud": PURPOSE, "jti": "a", "sub": "b", "exp": int(time.time()) + 600}
		for missing in said:
			with self.subTest(missing=missing):
				rest = {name: value for name, value in said.items() if name != missing}
				self.assertNotOurs(jwt.encode(rest, KEY.secret, algorithm="HS256", headers={"kid": KEY.id}))

	def test_a_purpose_among_several_is_none(self):
		said = {"aud": [PURPOSE, "other"], "jti": "a", "sub": "b", "exp": int(time.time()) + 600}

		self.assertNotOurs(jwt.encode(said, KEY.secret, algorithm="HS256", headers={"kid": KEY.id}))

	def test_an_expired_token_is_told_from_a_forged_one(self):
		with self.assertRaises(TokenExpiredError):
			read(sign(KEY, claims(seconds=-1)), PURPOSE, SECRETS.get)
		with self.assertRaises(TokenError) as forged:
			read(sign(Key(KEY.id, OTHER.secret), claims(seconds=-1)), PURPOSE, SECRETS.get)
		self.assertNotIsInstance(forged.exception, TokenExpiredError)

	def test_what_is_too_long_is_not_looked_into(self):
		nested = "[" * (MOST_CHARACTERS // 2)

		self.assertNotOurs(f"{part(nested)}.{part({})}.{'A' * 43}")
		self.assertNotOurs("A" * (MOST_CHARACTERS + 1))

	def test_nesting_no_parser_follows_is_refused(self):
		header = base64.urlsafe_b64encode(b"[" * 1480).rstrip(b"=").decode()

		self.assertNotOurs(f"{header}.e30.{'A' * 43}")
