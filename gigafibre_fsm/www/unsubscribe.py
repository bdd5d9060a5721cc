"""Where the last link of our mass mail leads; the token is behind the #, and nothing happens before a click: mail
programs open links by themselves."""

from gigafibre_fsm import identity

no_cache = 1


def get_context(context):
	return identity.prepare_page(context)
