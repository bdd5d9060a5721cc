"""Money at our edges: ERPNext keeps dollars, Stripe counts cents. Ours are currencies of two decimals."""

from decimal import ROUND_HALF_UP, Decimal

CENTS = 100


def to_cents(amount: float) -> int:
	"""Return an amount as a whole number of cents: 114.98 → 11498."""
	return int((Decimal(str(amount)) * CENTS).quantize(Decimal(1), ROUND_HALF_UP))


def from_cents(cents: int) -> float:
	"""Return cents as ERPNext writes amounts: 11498 → 114.98."""
	return float(Decimal(cents) / CENTS)
