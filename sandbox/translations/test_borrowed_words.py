import json
from unittest import TestCase

from sandbox.translations.catalogs import FRENCH, read
from sandbox.translations.places import ROOT

ERPNEXT = ROOT / "sandbox" / "platform" / "erpnext"
SHOWN = (
	("support/doctype/issue/issue.json", "status"),
	("accounts/doctype/sales_invoice/sales_invoice.json", "status"),
	("selling/doctype/customer/customer.json", "customer_type"),
)


class BorrowedWordsTest(TestCase):
	def test_each_status_of_erpnext_that_the_pages_show_is_in_french(self):
		french = read(FRENCH)
		for path, fieldname in SHOWN:
			fields = json.loads((ERPNEXT / path).read_text())["fields"]
			options = next(field["options"] for field in fields if field["fieldname"] == fieldname)
			for word in filter(None, options.split("\n")):
				with self.subTest(path=path, word=word):
					self.assertTrue(french.get(word) and french.get(word).string)
