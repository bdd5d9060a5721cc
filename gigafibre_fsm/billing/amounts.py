"""Money at our edges: ERPNext keeps dollars, Stripe counts cents. Ours are currencies of two decimals."""

from decimal import ROUND_HALF_UP, Decimal

CENTS = 100
# Those Stripe counts in no or in three decimals (docs.stripe.com/currencies).
OTHER_DECIMALS = frozenset(
	"BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF BHD JOD KWD OMR TND".split()
)


def has_cents(currency: str) -> bool:
	"""Say whether a currency has two decimals, also at Stripe: CAD."""
	return currency.upper() not in OTHER_DECIMALS


def to_cents(amount: float) -> int:
	"""Return an amount as a whole number of cents: 114.98 → 11498."""
	return int((Decimal(str(amount)) * CENTS).quantize(Decimal(1), ROUND_HALF_UP))


def from_cents(cents: int) -> float:
	"""Return cents as ERPNext writes amounts: 11498 → 114.98."""
	return float(Decimal(cents) / CENTS)
