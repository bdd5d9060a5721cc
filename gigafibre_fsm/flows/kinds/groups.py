"""How the palette sorts the kinds."""

from gigafibre_fsm.words import N_

ORDER = N_("Order of things")
MESSAGES = N_("Messages")
PEOPLE = N_("People")
RECORDS = N_("Records")
TICKETS = N_("Tickets")
NETWORK = N_("Network")
MONEY = N_("Money")
OUTSIDE = N_("Outside")
