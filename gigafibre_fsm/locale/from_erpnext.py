"""Words of ERPNext's own records that /ops shows: its pages only get this app's translations, so they stand here too.

Read by the extractor alone.
"""

from gigafibre_fsm.words import N_

DOCTYPES = (
	N_("Customer"),
	N_("Contact"),
	N_("Address"),
	N_("Issue"),
	N_("Quotation"),
	N_("Sales Order"),
	N_("Sales Invoice"),
	N_("Payment Entry"),
	N_("Subscription"),
)

# What the texts and the conditions of flows name most.
FIELDS = (
	N_("Customer Name"),
	N_("Customer Type"),
	N_("Customer Group"),
	N_("Territory"),
	N_("Mobile No"),
	N_("Email ID"),
	N_("Email Address"),
	N_("Posting Date"),
	N_("Payment Due Date"),
	N_("Delivery Date"),
	N_("Delivery Status"),
	N_("Billing Status"),
	N_("Items"),
	N_("Total"),
	N_("Net Total"),
	N_("Grand Total"),
	N_("Paid Amount"),
	N_("Outstanding Amount"),
	N_("Party"),
	N_("Party Type"),
	N_("Party Name"),
	N_("Payment Type"),
	N_("Issue Type"),
	N_("Opening Date"),
	N_("Resolution Details"),
)

ISSUE_STATUSES = (N_("Open"), N_("Replied"), N_("On Hold"), N_("Resolved"), N_("Closed"))

ISSUE_PRIORITIES = (N_("Low"), N_("Medium"), N_("High"), N_("Urgent"))

INVOICE_STATUSES = (
	N_("Draft"),
	N_("Return"),
	N_("Credit Note Issued"),
	N_("Submitted"),
	N_("Paid"),
	N_("Partly Paid"),
	N_("Unpaid"),
	N_("Unpaid and Discounted"),
	N_("Partly Paid and Discounted"),
	N_("Overdue"),
	N_("Overdue and Discounted"),
	N_("Cancelled"),
	N_("Internal Transfer"),
)

CUSTOMER_TYPES = (N_("Company"), N_("Individual"), N_("Partnership"))

CUSTOMER_GROUPS = (
	N_("All Customer Groups"),
	N_("Commercial"),
	N_("Government"),
	N_("Individual"),
	N_("Non Profit"),
)

PAYMENT_MODES = (N_("Bank Draft"), N_("Cash"), N_("Cheque"), N_("Credit Card"), N_("Wire Transfer"))

MESSAGE_MEDIA = (
	N_("Chat"),
	N_("Email"),
	N_("Event"),
	N_("Meeting"),
	N_("Other"),
	N_("Phone"),
	N_("SMS"),
	N_("Visit"),
)
