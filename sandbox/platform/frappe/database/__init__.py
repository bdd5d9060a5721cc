"""The site's database."""

from frappe.database.database import savepoint

__all__ = ["get_db", "savepoint"]


def get_db(socket=None, host=None, user=None, password=None, port=None, cur_db_name=None):
	"""A connection to the SQLite file `cur_db_name`."""
	from frappe.database.sqlite.database import SQLiteDatabase

	return SQLiteDatabase(cur_db_name)
