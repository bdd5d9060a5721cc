"""Files: where they lie, what is kept once, what is refused, and who may fetch them."""

import base64
import os
from unittest.mock import patch

import frappe
from frappe.core.doctype.file.exceptions import MaxFileSizeReachedError
from frappe.tests import IntegrationTestCase
from frappe.utils.password import update_password

from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_messages import JPEG
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

# EXIF with one field, the description of the picture.
TAKEN_AT_HOME = (
	b"\xff\xe1\x000Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x0e\0\0\0\x1a\0\0\0\0\0\0\0taken at home\0"
)


def make_file(**values):
	"""A private file of its own content."""
	content = values.pop("content", None) or f"light {frappe.generate_hash(length=12)}"
	document = {"doctype": "File", "file_name": "photo.txt", "content": content, "is_private": 1, **values}
	return frappe.get_doc(document).insert(ignore_permissions=True)


class TestKeeping(IntegrationTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

	def test_the_content_is_written_and_measured(self):
		file = make_file(content="né".encode())

		self.assertEqual((file.file_size, frappe.get_doc("File", file.name).get_content()), (3, "né"))

	def test_base64_is_decoded_when_asked(self):
		encoded = base64.b64encode(b"\x89PNG\r\n\x1a\n\xff").decode()
		file = make_file(file_name="a.png", content=encoded, decode=True)

		self.assertEqual(file.file_size, 9)
		with open(file.get_full_path(), "rb") as stored:
			self.assertEqual(stored.read(), b"\x89PNG\r\n\x1a\n\xff")

	def test_the_same_content_is_kept_once(self):
		first, second = make_file(content="twice"), make_file(content="twice", file_name="other.txt")

		self.assertEqual(first.file_url, second.file_url)
		first.delete()
		self.assertTrue(second.exists_on_disk())
		second.delete()
		self.assertFalse(second.exists_on_disk())

	def test_two_files_of_one_name_lie_apart(self):
		first, second = make_file(), make_file()

		self.assertNotEqual(first.file_url, second.file_url)
		self.assertTrue(second.file_url.startswith("/private/files/photo"))

	def test_a_file_of_a_lost_transaction_is_removed(self):
		file = make_file()
		path = file.get_full_path()
		frappe.db.rollback()

		self.assertFalse(os.path.exists(path))

	def test_a_file_that_is_too_large_is_refused(self):
		with (
			patch("frappe.get_system_settings", lambda key: 0),
			patch.dict(frappe.local.conf, {"max_file_size": 10}),
			self.assertRaises(MaxFileSizeReachedError),
		):
			make_file(content="eleven bytes")

	def test_a_photograph_is_kept_without_what_the_camera_wrote(self):
		file = make_file(file_name="a.jpg", content=JPEG[:2] + TAKEN_AT_HOME + JPEG[2:])

		with open(file.get_full_path(), "rb") as stored:
			kept = stored.read()
		self.assertTrue(kept.startswith(b"\xff\xd8\xff"))
		self.assertNotIn(b"taken at home", kept)

	def test_a_photograph_nobody_can_open_is_an_error_and_any_other_file_is_not(self):
		for broken in (b"\xff\xd8\xff\xe0" + b"\0" * 64, JPEG[:-20]):
			with self.subTest(length=len(broken)), self.assertRaises(OSError):
				make_file(file_name="a.jpg", content=broken)
		self.assertTrue(make_file(file_name="a.png", content=b"\x89PNG broken").exists_on_disk())

	def test_a_name_holds_no_path(self):
		file = make_file(file_name="../../site_config.json", content="{}")

		folder = os.path.abspath(frappe.get_site_path("private", "files"))
		self.assertEqual(os.path.dirname(os.path.abspath(file.get_full_path())), folder)

	def test_somebodys_private_file_is_not_had_by_its_address(self):
		file = make_file()
		with self.set_user(make_user()), self.assertRaises(frappe.PermissionError):
			frappe.get_doc({"doctype": "File", "file_url": file.file_url, "is_private": 1}).insert()

	def test_an_attachment_is_told_to_its_document(self):
		customer = make_customer()
		make_file(attached_to_doctype="Customer", attached_to_name=customer.name)
		filters = {"reference_name": customer.name, "comment_type": "Attachment"}

		self.assertIn("photo", frappe.get_value("Comment", filters, "content"))


class TestFetching(HTTPTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer()
		self.seller, self.stranger = make_user("Sales User"), make_user()
		for user in (self.seller, self.stranger):
			update_password(user, "Fibre-optique-34")
			self.addCleanup(remove_user, user)
		self.file = make_file(attached_to_doctype="Customer", attached_to_name=self.customer.name)
		self.addCleanup(self.remove)

	def remove(self):
		frappe.db.rollback()
		frappe.delete_doc("File", self.file.name)
		frappe.delete_doc("Customer", self.customer.name)
		frappe.db.commit()

	def fetch(self, user=None, query=""):
		self.client = frappe.utils.get_test_client()
		if user:
			self.ask("POST", "/api/method/login", data={"usr": user, "pwd": "Fibre-optique-34"})
		return self.ask("GET", self.file.file_url + query)

	def test_a_private_file_is_fetched_by_who_may_read_its_document(self):
		answer = self.fetch(self.seller)
		self.assertEqual((answer.status_code, answer.text), (200, self.file.content))
		self.assertEqual(self.fetch(self.seller, f"?fid={self.file.name}").status_code, 200)

	def test_others_are_refused(self):
		self.assertEqual(self.fetch(self.stranger).status_code, 403)
		self.assertEqual(self.fetch().status_code, 403)
		self.assertEqual(self.fetch(self.seller, "?fid=another").status_code, 403)

	def test_a_missing_file_is_refused_as_one_that_is_not_for_the_user(self):
		self.assertEqual(self.fetch(self.seller, "x").status_code, 403)
