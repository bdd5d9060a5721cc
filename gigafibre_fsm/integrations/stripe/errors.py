"""The one error of the Stripe client, and what banks mean by their decline codes."""

from __future__ import annotations

from gigafibre_fsm.words import N_


class StripeError(Exception):
	"""What went wrong between us and Stripe; `str(error)` is Stripe's own words where it said any.

	- `code`: Stripe's word for it ("resource_missing", "card_declined"), "" when it gave none
	- `decline_code`: the bank's, when a payment was declined ("insufficient_funds")
	- `status`: the HTTP status, None when there was no answer
	- `retryable`: the same request, with the same idempotency key, may succeed later
	"""

	def __init__(
		self,
		message: str,
		code: str = "",
		decline_code: str = "",
		status: int | None = None,
		*,
		retryable: bool = False,
	) -> None:
		super().__init__(message)
		self.code = code
		self.decline_code = decline_code
		self.status = status
		self.retryable = retryable


def reason(code: str) -> str | None:
	"""An English sentence for a code or a decline code (to be translated where it is shown), None for an unknown one."""
	return REASONS.get(code)


# After https://docs.stripe.com/declines/codes (November 2026), said for who looks at one payment.
REASONS: dict[str, str] = {
	"api_key_expired": N_("Stripe refused our key: it has expired; write the new one in FSM Settings"),
	"authentication_required": N_("the bank wants the customer to confirm this payment"),
	"card_declined": N_("the card was declined"),
	"card_not_supported": N_("this card does not allow this kind of payment"),
	"currency_not_supported": N_("the card does not pay in this currency"),
	"do_not_honor": N_("the bank declined the card without saying why"),
	"expired_card": N_("the card has expired"),
	"fraudulent": N_("the payment looks fraudulent and was declined"),
	"generic_decline": N_("the bank declined the card without saying why"),
	"incorrect_cvc": N_("the security code of the card is wrong"),
	"incorrect_number": N_("the number of the card is wrong"),
	"insufficient_funds": N_("there is not enough money in the account"),
	"lost_card": N_("the card was declined"),
	"payment_intent_authentication_failure": N_("the customer did not confirm the payment with the bank"),
	"payment_method_provider_decline": N_("the bank declined the payment"),
	"processing_error": N_("the bank could not handle the payment; it may work later"),
	"stolen_card": N_("the card was declined"),
	"withdrawal_count_limit_exceeded": N_("the card has reached its limit"),
}
