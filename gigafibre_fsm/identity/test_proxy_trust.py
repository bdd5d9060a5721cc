import unittest

from gigafibre_fsm.identity.proxy_trust import came_from

PROXY, OTHER = "192.0.2.10", "203.0.113.5"


class TestProxyTrust(unittest.TestCase):
	def believed(self, remote, forwarded=None, trusted=(PROXY,)):
		environ = {"REMOTE_ADDR": remote}
		if forwarded is not None:
			environ["HTTP_X_FORWARDED_FOR"] = forwarded
		return came_from(environ, trusted)

	def test_a_listed_proxy_is_believed_directly_and_before_our_own_web_server(self):
		self.assertTrue(self.believed(PROXY))
		self.assertTrue(self.believed("127.0.0.1", PROXY))
		self.assertTrue(self.believed("127.0.0.1", f"{OTHER}, {PROXY}"))
		self.assertTrue(self.believed("127.0.0.1", f"{OTHER}, {PROXY}, 127.0.0.1"))
		self.assertTrue(self.believed("::1", PROXY))
		self.assertTrue(self.believed(PROXY, f"{OTHER}, 198.51.100.7"))

	def test_a_forged_list_is_not(self):
		for forwarded in (
			f"{PROXY}, {OTHER}",
			f"{PROXY},{OTHER}",
			f"127.0.0.1, {PROXY}, {OTHER}",
			f"{PROXY}, 127.0.0.1, {OTHER}, 127.0.0.1",
			OTHER,
			"127.0.0.1",
		):
			with self.subTest(forwarded):
				self.assertFalse(self.believed("127.0.0.1", forwarded))

	def test_a_stranger_is_not_believed_whatever_they_send(self):
		for forwarded in (None, PROXY, "127.0.0.1", f"{PROXY}, 127.0.0.1", ""):
			with self.subTest(forwarded):
				self.assertFalse(self.believed(OTHER, forwarded))

	def test_what_cannot_be_read_is_not_believed(self):
		for remote, forwarded in (
			("", None),
			("", PROXY),
			("unix:", PROXY),
			("127.0.0.1", "unknown"),
			("127.0.0.1", f"{PROXY}, unknown"),
			("127.0.0.1", f"{PROXY}:4711"),
			("127.0.0.1", f"{PROXY},"),
			("127.0.0.1", f"{PROXY}, ,"),
			("127.0.0.1", "0x7f.1"),
			("127.0.0.1", "192.0.2.010"),
		):
			with self.subTest(remote=remote, forwarded=forwarded):
				self.assertFalse(self.believed(remote, forwarded))

	def test_loopback_is_trusted_only_when_listed_and_alone(self):
		self.assertFalse(self.believed("127.0.0.1"))
		self.assertTrue(self.believed("127.0.0.1", trusted=("127.0.0.0/8",)))
		self.assertTrue(self.believed("127.0.0.1", "127.0.0.1", trusted=("127.0.0.0/8",)))
		self.assertFalse(self.believed("127.0.0.1", OTHER, trusted=("127.0.0.0/8",)))
		self.assertFalse(self.believed("127.0.0.1", f"127.0.0.1, {OTHER}", trusted=("127.0.0.0/8",)))

	def test_networks_and_both_families(self):
		self.assertTrue(self.believed("192.0.2.77", trusted=("192.0.2.0/24",)))
		self.assertTrue(self.believed("2001:db8::7", trusted=("2001:db8::/32",)))
		self.assertTrue(self.believed("::ffff:192.0.2.10"))
		self.assertTrue(self.believed("::ffff:127.0.0.1", PROXY))
		self.assertFalse(self.believed("2001:db8::7", trusted=("192.0.2.0/24",)))

	def test_nobody_listed_is_nobody_trusted(self):
		self.assertFalse(self.believed("127.0.0.1", trusted=()))
		self.assertFalse(self.believed(PROXY, trusted=()))
