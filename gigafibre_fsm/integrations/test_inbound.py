"""Signatures and shapes of what outside systems send, bare."""

import json
import unittest
from datetime import UTC, datetime

from gigafibre_fsm.integrations import docuseal, stripe, threecx, uptime_kuma
from gigafibre_fsm.integrations.inbound import (
	Malformed,
	form_fields,
	json_object,
	json_text,
	same_secret,
)

BODY = b'{"id": "evt_1"}'
SECRET = "whsec_test"
RECEIVED = datetime(2026, 11, 21, 12, 30, 59, tzinfo=UTC)


class TestSecrets(unittest.TestCase):
	def test_an_empty_secret_vouches_for_nobody(self):
		self.assertFalse(same_secret("", ""))
		self.assertIsNone(stripe.prove(BODY, stripe.sign(BODY, "", 1), ""))
		self.assertIsNone(docuseal.prove(BODY, "", "", ""))

	def test_any_text_can_be_compared(self):
		for given in ("é", "\ud800", "\x00", "x" * 10_000):
			self.assertFalse(same_secret(given, SECRET))


class TestStripe(unittest.TestCase):
	def test_the_header_of_a_known_body(self):
		# Computed apart: printf '%s' '1700000000.{"id": "evt_1"}' | openssl dgst -sha256 -hmac whsec_test
		header = "t=1700000000,v1=a0c091828640f0b68061abc7c03981ad1100ff7160c5dba6b656239494a2b537"

		self.assertEqual(stripe.sign(BODY, SECRET, 1_700_000_000), header)
		self.assertEqual(stripe.prove(BODY, header, SECRET).signed_at, 1_700_000_000)

	def test_older_and_foreign_schemes_are_not_believed(self):
		signed = stripe.sign(BODY, SECRET, 5).partition("v1=")[2]
		for header in (
			f"t=5,v0={signed}",
			f"v1={signed}",
			f"t=5,t=6,v1={signed}",
			f"t=06,v1={signed}",
			f"t=-5,v1={signed}",
			f"t=5;v1={signed}",
			"t=5,v1=",
			"t=,v1=",
			",,,=,",
			"",
		):
			with self.subTest(header=header):
				self.assertIsNone(stripe.prove(BODY, header, SECRET))


class TestDocuSeal(unittest.TestCase):
	def test_a_signature_is_believed_rather_than_the_older_header(self):
		signed = docuseal.sign(BODY, SECRET, 5)

		self.assertEqual(docuseal.prove(BODY, signed, "", SECRET).signed_at, 5)
		self.assertIsNone(docuseal.prove(BODY, "5.0", SECRET, SECRET))
		self.assertIsNone(docuseal.prove(BODY, "", SECRET, SECRET).signed_at)

	def test_an_event_is_told_by_what_happened_when_to_which_form(self):
		def event(kind: str, number: int, at: str) -> str:
			content = {"event_type": kind, "timestamp": at, "data": {"id": number}}
			return docuseal.read_event(json.dumps(content).encode()).id

		events = {event(*said) for said in (("a", 1, "t"), ("b", 1, "t"), ("a", 2, "t"), ("a", 1, "u"))}
		self.assertEqual(len(events), 4)
		self.assertEqual(event("a", 1, "t"), event("a", 1, "t"))


class TestKuma(unittest.TestCase):
	def test_each_state_of_a_monitor_is_an_event_of_its_own(self):
		def read(**heartbeat: object):
			content = {"heartbeat": {"monitorID": 7, "status": 0, "time": "t", **heartbeat}, "monitor": {}}
			return uptime_kuma.read_event(json.dumps(content).encode())

		self.assertEqual(
			[read(status=status).type for status in range(4)], ["down", "up", "pending", "maintenance"]
		)
		self.assertEqual(len({read().id, read(status=1).id, read(time="u").id, read(monitorID=8).id}), 4)
		for wrong in ({"status": True}, {"status": 4}, {"monitorID": "7"}, {"time": 1}):
			with self.subTest(wrong=wrong), self.assertRaises(Malformed):
				read(**wrong)


class TestThreeCX(unittest.TestCase):
	def read(self, **content: object):
		return threecx.read_call({"call_type": "Inbound", "number": "5145550142", **content})

	def test_unfilled_variables_are_unknown(self):
		call = self.read(
			agent="[Agent]", started='[[CallStartTimeUTC].ToString("yyyy")]', queue=" ", duration="[Duration]"
		)

		self.assertEqual((call.agent, call.started_at, call.queue, call.duration), (None, None, None, None))

	def test_a_duration_is_seconds_or_a_clocks(self):
		for text, seconds in (("42", 42), ("00:03:20", 200), ("3:20", None), ("soon", None), (7, 7)):
			with self.subTest(text=text):
				self.assertEqual(self.read(duration=text).duration, seconds)

	def test_who_called_whom_and_whether_they_spoke(self):
		told = [
			(kind, self.read(call_type=kind)) for kind in ("Inbound", "missed", "Outbound", "NotAnswered")
		]

		self.assertEqual([call.incoming for _kind, call in told], [True, True, False, False])
		self.assertEqual([call.answered for _kind, call in told], [True, False, True, False])
		with self.assertRaises(Malformed):
			self.read(call_type="[CallType]")

	def test_calls_alike_without_a_time_are_two_when_reported_minutes_apart(self):
		body = b'{"call_type": "Missed", "number": "5145550142", "started": "[CallStartTimeUTC]"}'
		at_once = {threecx.read_event(body, RECEIVED.replace(second=second)).id for second in (0, 30)}
		later = threecx.read_event(body, RECEIVED.replace(minute=31)).id

		self.assertEqual(len(at_once), 1)
		self.assertNotIn(later, at_once)


class TestBodies(unittest.TestCase):
	def test_what_json_does_not_know_is_refused(self):
		for body in (
			b"NaN",
			b'{"a": NaN}',
			b'{"a": 1e999}',
			b"[1]",
			b"\xff",
			b'{"a": ' + b"9" * 5000 + b"}",
			b"[" * 10**5,
		):
			with self.subTest(body=body[:20]), self.assertRaises(Malformed):
				json_object(body)

	def test_what_is_kept_is_ascii_and_reads_the_same(self):
		payload = {"name": "Zoé 💥", "half": "\ud800", "zero": "\x00"}

		self.assertTrue(json_text(payload).isascii())
		self.assertEqual(json.loads(json_text(payload)), payload)

	def test_a_form_keeps_empty_and_repeated_fields(self):
		self.assertEqual(form_fields(b"a=&b=1&b=2"), {"a": [""], "b": ["1", "2"]})
		for body in (b"\xe9=1", b"a=%ff", b"&".join([b"a=1"] * 501)):
			with self.subTest(body=body[:10]), self.assertRaises(Malformed):
				form_fields(body)
