"""One thread a customer over SMS, e-mail, portal chat and calls."""
