"""The `links` table contacts and addresses share."""

import frappe


def tidy_links(document):
	"""Drop repeated links and write each linked record's title beside it."""
	seen = {}
	for row in document.links:
		seen.setdefault((row.link_doctype, row.link_name), row)
	if len(seen) < len(document.links):
		document.set("links", list(seen.values()))
	for row in document.links:
		row.link_title = frappe.get_doc(row.link_doctype, row.link_name).get_title() or row.link_name


def has_link(document, doctype, name):
	"""Whether the record is linked."""
	return any((row.link_doctype, row.link_name) == (doctype, name) for row in document.links)
