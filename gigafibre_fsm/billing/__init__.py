"""Money and signatures: invoices, links to pay them, payments that arrive, contracts people sign. See README.md.

The public functions below need a site and are loaded when first asked for. None of them may share a module's name:
importing that module would put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"Line": "invoices",
	"StripeOff": "provider",
	"address_for": "contracts",
	"create_invoice": "invoices",
	"in_words": "provider",
	"line_of_subscription": "invoices",
	"link_to_pay": "payment_links",
	"look_up_payment": "payments",
	"new_contract": "contracts",
	"new_invoice": "invoices",
	"read_contract": "signatures",
	"receive_form": "docuseal_forms",
	"receive_payment": "payments",
	"send_contract": "contracts",
	"sign_contract": "signatures",
	"terms_of": "contracts",
	"test_stripe": "provider",
	"withdraw_links": "contracts",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
