"""How records are asked for: filters, order, fields, counts, the query builder."""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Max, Sum
from frappe.utils import add_days, getdate

from gigafibre_fsm.tests.platform_doctypes import PlatformTestCase


class QueryTestCase(PlatformTestCase):
	def setUp(self):
		super().setUp()
		today = getdate()
		self.a = self.note(title="Alpha", kind="Red", quantity=1, due=add_days(today, -1), code="a")
		self.b = self.note(
			title="Beta", kind="Blue", quantity=2, due=today, rows=[{"label": "x", "quantity": 3}]
		)
		self.c = self.note(title="Gamma é", kind="Blue", quantity=3, parent_note=self.a.name)

	def titles(self, filters=None, **kwargs):
		kwargs.setdefault("order_by", "title asc")
		return frappe.get_all("Platform Note", filters=filters, pluck="title", **kwargs)


class TestFilters(QueryTestCase):
	def test_operators(self):
		today = getdate()
		cases = (
			({"kind": "Blue"}, ["Beta", "Gamma é"]),
			({"kind": ["!=", "Blue"]}, ["Alpha"]),
			({"quantity": [">", 1]}, ["Beta", "Gamma é"]),
			({"quantity": ["<=", 1]}, ["Alpha"]),
			({"title": ["in", ["Alpha", "Beta"]]}, ["Alpha", "Beta"]),
			({"title": ["not in", ["Alpha", "Beta"]]}, ["Gamma é"]),
			({"title": ["like", "%eta%"]}, ["Beta"]),
			({"title": ["not like", "%eta%"]}, ["Alpha", "Gamma é"]),
			({"due": ["between", [add_days(today, -2), today]]}, ["Alpha", "Beta"]),
			({"code": ["is", "set"]}, ["Alpha"]),
			({"code": ["is", "not set"]}, ["Beta", "Gamma é"]),
			([["kind", "=", "Blue"], ["quantity", "<", 3]], ["Beta"]),
			([["Platform Note", "kind", "=", "Blue"]], ["Beta", "Gamma é"]),
			({"name": ["in", []]}, []),
		)
		for filters, expected in cases:
			with self.subTest(filters=str(filters)):
				self.assertEqual(self.titles(filters), expected)

	def test_text_is_compared_without_case(self):
		if frappe.db.db_type == "postgres":
			self.skipTest("PostgreSQL tells cases apart")
		self.assertEqual(self.titles({"title": "ALPHA"}), ["Alpha"])
		self.assertEqual(self.titles({"title": ["like", "%ALP%"]}), ["Alpha"])

	def test_a_name_as_filter(self):
		self.assertEqual(self.titles(self.a.name), ["Alpha"])

	def test_or_filters(self):
		found = self.titles({"kind": "Blue"}, or_filters={"quantity": 3, "title": "Beta"})
		self.assertEqual(found, ["Beta", "Gamma é"])
		self.assertEqual(
			self.titles(or_filters=[["title", "=", "Alpha"], ["quantity", "=", 3]]), ["Alpha", "Gamma é"]
		)

	def test_a_filter_on_a_row(self):
		found = frappe.get_all("Platform Note", filters=[["Platform Row", "label", "=", "x"]], pluck="name")
		self.assertEqual(found, [self.b.name])

	def test_not_equal_leaves_out_nothing_that_is_empty(self):
		self.assertEqual(self.titles({"code": ["!=", "a"]}), ["Beta", "Gamma é"])


class TestLists(QueryTestCase):
	def test_order_limit_and_start(self):
		self.assertEqual(self.titles(order_by="quantity desc"), ["Gamma é", "Beta", "Alpha"])
		self.assertEqual(self.titles(limit=1), ["Alpha"])
		self.assertEqual(self.titles(offset=1, limit=1), ["Beta"])
		self.assertEqual(self.titles(order_by="kind asc, quantity desc"), ["Gamma é", "Beta", "Alpha"])

	def test_lists_have_no_limit_but_the_one_given(self):
		for _each in range(20):
			self.note()

		self.assertEqual(len(frappe.get_all("Platform Note")), 23)
		self.assertEqual(len(frappe.get_list("Platform Note")), 23)
		self.assertEqual(len(frappe.get_list("Platform Note", limit=5)), 5)

	def test_fields_and_shapes(self):
		rows = frappe.get_all("Platform Note", fields=["title as t", "quantity"], order_by="quantity asc")
		self.assertEqual(rows[0], {"t": "Alpha", "quantity": 1})
		self.assertEqual(rows[0].t, "Alpha")
		self.assertEqual(frappe.get_all("Platform Note", filters={"quantity": 1}), [{"name": self.a.name}])
		as_list = frappe.get_all(
			"Platform Note", fields=["title", "kind"], order_by="title asc", as_list=True
		)
		self.assertEqual(as_list[0], ("Alpha", "Red"))

	def test_star_brings_every_field(self):
		row = frappe.get_all("Platform Note", filters={"title": "Beta"}, fields=["*"])[0]
		self.assertEqual((row.name, row.kind, row.quantity), (self.b.name, "Blue", 2))

	def test_a_field_of_a_linked_document(self):
		self.note(title="Owned", person="Administrator")
		rows = frappe.get_all(
			"Platform Note", filters={"title": "Owned"}, fields=["name", "person.user_type as kind_of_user"]
		)
		self.assertEqual(rows[0].kind_of_user, "System User")

	def test_a_field_of_the_rows(self):
		rows = frappe.get_all("Platform Note", filters={"name": self.b.name}, fields=["title", "rows.label"])
		self.assertEqual(rows, [{"title": "Beta", "label": "x"}])

	def test_groups_are_counted_with_functions_given_as_dicts(self):
		rows = frappe.get_all(
			"Platform Note",
			fields=["kind", {"COUNT": "name", "as": "count"}, {"SUM": "quantity", "as": "total"}],
			group_by="kind",
			order_by="kind asc",
		)
		self.assertEqual([tuple(row.values()) for row in rows], [("Blue", 2, 5), ("Red", 1, 1)])

	def test_functions_written_in_a_string_are_refused(self):
		with self.assertRaises(frappe.ValidationError):
			frappe.get_all("Platform Note", fields=["count(name) as n"])

	def test_a_table_that_no_doctype_describes_is_not_listed(self):
		with self.assertRaises(frappe.DoesNotExistError):
			frappe.get_all("Sessions", pluck="sid", order_by="lastupdate")

	def test_distinct(self):
		kinds = frappe.get_all("Platform Note", fields=["kind"], distinct=True, pluck="kind")
		self.assertEqual(sorted(kinds), ["Blue", "Red"])

	def test_a_field_that_does_not_exist_is_an_error(self):
		with self.assertRaises(Exception) as caught:
			frappe.get_all("Platform Note", fields=["no_such_field"])
		self.assertTrue(frappe.db.is_missing_column(caught.exception))


class TestValues(QueryTestCase):
	def test_get_value(self):
		name = self.a.name
		self.assertEqual(frappe.db.get_value("Platform Note", name, "title"), "Alpha")
		self.assertEqual(frappe.db.get_value("Platform Note", {"title": "Beta"}), self.b.name)
		self.assertEqual(frappe.db.get_value("Platform Note", name, ["title", "quantity"]), ("Alpha", 1))
		found = frappe.db.get_value("Platform Note", name, ["title", "quantity"], as_dict=True)
		self.assertEqual(found, {"title": "Alpha", "quantity": 1})
		self.assertIsNone(frappe.db.get_value("Platform Note", "none", "title"))
		self.assertIsNone(frappe.db.get_value("Platform Note", "none", ["title", "kind"]))

	def test_get_values_and_order(self):
		found = frappe.db.get_values("Platform Note", {"kind": "Blue"}, "title", order_by="title desc")
		self.assertEqual(found, (("Gamma é",), ("Beta",)))

	def test_exists_and_count(self):
		self.assertEqual(frappe.db.exists("Platform Note", self.a.name), self.a.name)
		self.assertEqual(frappe.db.exists("Platform Note", {"title": "Beta"}), self.b.name)
		self.assertFalse(frappe.db.exists("Platform Note", "none"))
		self.assertEqual(frappe.db.count("Platform Note", {"kind": "Blue"}), 2)
		self.assertEqual(frappe.db.count("Platform Note"), 3)

	def test_set_value(self):
		frappe.db.set_value("Platform Note", self.a.name, {"title": "Delta", "quantity": 8})
		frappe.db.set_value("Platform Note", {"kind": "Blue"}, "quantity", 9)
		found = frappe.get_all("Platform Note", fields=["title", "quantity"], order_by="title", as_list=True)
		self.assertEqual(list(found), [("Beta", 9), ("Delta", 8), ("Gamma é", 9)])

	def test_delete_by_filters(self):
		frappe.db.delete("Platform Note", {"quantity": ["<", 3]})
		self.assertEqual(self.titles(), ["Gamma é"])

	def test_bulk_insert(self):
		now = frappe.utils.now()
		fields = ["name", "title", "quantity", "creation", "modified", "owner", "modified_by"]
		values = [
			(f"BULK-{n}", f"Bulk {n}", n, now, now, "Administrator", "Administrator") for n in range(250)
		]
		frappe.db.bulk_insert("Platform Note", fields, values)
		frappe.db.bulk_insert("Platform Note", fields, values[:1], ignore_duplicates=True)

		self.assertEqual(frappe.db.count("Platform Note", {"name": ["like", "BULK-%"]}), 250)
		self.assertEqual(frappe.get_doc("Platform Note", "BULK-7").quantity, 7)

	def test_bulk_update(self):
		frappe.db.bulk_update("Platform Note", {self.a.name: {"quantity": 5}, self.b.name: {"quantity": 6}})
		self.assertEqual(frappe.get_all("Platform Note", order_by="title", pluck="quantity"), [5, 6, 3])


class TestQueryBuilder(QueryTestCase):
	def test_where_order_and_shapes(self):
		note = frappe.qb.DocType("Platform Note")
		query = (
			frappe.qb.from_(note)
			.select(note.title, note.quantity)
			.where((note.kind == "Blue") & note.title.like("%eta%"))
			.orderby(note.quantity, order=frappe.qb.desc)
		)
		self.assertEqual(query.run(), (("Beta", 2),))
		self.assertEqual(query.run(as_dict=True), [{"title": "Beta", "quantity": 2}])
		self.assertEqual(query.run(pluck=True), ["Beta"])

	def test_functions_and_groups(self):
		note = frappe.qb.DocType("Platform Note")
		many = Case().when(note.quantity >= 2, 1).else_(0)
		rows = (
			frappe.qb.from_(note)
			.select(note.kind, Count("*").as_("n"), Sum(note.quantity).as_("q"), Max(note.title).as_("last"))
			.select(Sum(many).as_("many"))
			.groupby(note.kind)
			.orderby(note.kind)
		).run(as_dict=True)

		self.assertEqual(
			[(row.kind, row.n, int(row.q), row.last) for row in rows],
			[("Blue", 2, 5, "Gamma é"), ("Red", 1, 1, "Alpha")],
		)
		self.assertEqual([int(row.many) for row in rows], [2, 0])

	def test_joins_and_subqueries(self):
		note, row = frappe.qb.DocType("Platform Note"), frappe.qb.DocType("Platform Row")
		joined = (
			frappe.qb.from_(note)
			.left_join(row)
			.on(row.parent == note.name)
			.select(note.title, Coalesce(row.quantity, 0).as_("quantity"))
			.orderby(note.title)
		)
		self.assertEqual(joined.run(), (("Alpha", 0), ("Beta", 3), ("Gamma é", 0)))
		parents = frappe.qb.from_(row).select(row.parent)
		inside = frappe.qb.from_(note).select(note.name).where(note.name.isin(parents))
		self.assertEqual(inside.run(pluck=True), [self.b.name])

	def test_update_and_delete(self):
		note = frappe.qb.DocType("Platform Note")
		frappe.qb.update(note).set(note.quantity, note.quantity + 10).where(note.kind == "Blue").run()
		frappe.qb.from_(note).delete().where(note.kind == "Red").run()

		self.assertEqual(frappe.get_all("Platform Note", order_by="title", pluck="quantity"), [12, 13])

	def test_a_value_with_quotes_stays_a_value(self):
		note = frappe.qb.DocType("Platform Note")
		self.note(title='L\'Écuyer "x"; drop')
		found = (
			frappe.qb.from_(note)
			.select(note.title)
			.where(note.title == 'L\'Écuyer "x"; drop')
			.run(pluck=True)
		)
		self.assertEqual(found, ['L\'Écuyer "x"; drop'])
