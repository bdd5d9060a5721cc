"""Who a request counts for: whoever the last of our own servers heard, whatever was written before."""

import unittest

from gigafibre_fsm.caller import caller_in

CALLER, FORGED, CDN = "203.0.113.5", "198.51.100.7", "192.0.2.10"


class TestCaller(unittest.TestCase):
	def caller(self, remote: str, forwarded: str = "", trusted: tuple[str, ...] = ()) -> str:
		return caller_in({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}, trusted)

	def test_the_last_hop_before_our_own_web_server_counts(self):
		for forwarded in (
			CALLER,
			f"{FORGED}, {CALLER}",
			f"{CDN}, 127.0.0.1, {CALLER}",
			f"x, {CALLER}, 127.0.0.1",
		):
			with self.subTest(forwarded):
				self.assertEqual(self.caller("127.0.0.1", forwarded), CALLER)

	def test_a_listed_proxy_is_passed_over_and_one_that_is_not_counts_itself(self):
		forwarded = f"{FORGED}, {CALLER}, {CDN}"

		self.assertEqual(self.caller("127.0.0.1", forwarded, trusted=("192.0.2.0/24",)), CALLER)
		self.assertEqual(self.caller("127.0.0.1", forwarded), CDN)

	def test_without_a_proxy_the_socket_counts(self):
		self.assertEqual(self.caller(CALLER, FORGED), CALLER)
		self.assertEqual(self.caller("127.0.0.1"), "127.0.0.1")

	def test_a_socket_without_an_address_is_our_own_web_servers(self):
		self.assertEqual(self.caller("", f"{FORGED}, {CALLER}"), CALLER)

	def test_a_network_of_ipv6_is_one_caller(self):
		self.assertEqual(
			self.caller("127.0.0.1", "2001:db8:1:2:aaaa::1"), self.caller("127.0.0.1", "2001:db8:1:2:bbbb::2")
		)
		self.assertNotEqual(
			self.caller("127.0.0.1", "2001:db8:1:2::1"), self.caller("127.0.0.1", "2001:db8:1:3::1")
		)
		self.assertEqual(self.caller(f"::ffff:{CALLER}"), CALLER)

	def test_what_no_proxy_writes_counts_as_one_caller_whatever_it_says(self):
		for forwarded in ("garbage", f"{CALLER}, 1.2.3", f"{CALLER},"):
			with self.subTest(forwarded):
				self.assertEqual(self.caller("127.0.0.1", forwarded), "unknown")
