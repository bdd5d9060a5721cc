"""Who may see which rows. Roles say what kind of record; these say which ones, one file an audience.

Staff are ruled by their roles, and by the customers they are kept to. A technician sees the jobs published to them
and what hangs on those. Whoever has no desk is a customer: no role of ours lets them read records, they ask the
methods of api/portal.py, which choose what to tell. So a field that is added is not shown to them by accident; and
a site that does give the role Customer a right shows them their own rows and no others.
"""

from gigafibre_fsm.permissions.people import (
	OPS,
	all_customers_of,
	customers_of,
	may_use_ops,
	require_customer,
	sees_only_own_jobs,
)
from gigafibre_fsm.permissions.rules import may_touch, row_conditions

__all__ = [
	"OPS",
	"all_customers_of",
	"customers_of",
	"may_touch",
	"may_use_ops",
	"require_customer",
	"row_conditions",
	"sees_only_own_jobs",
]
