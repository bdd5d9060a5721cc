"""Who is there: tokens, links and codes for people without a password, and the staff's way in."""

from gigafibre_fsm.identity.codes import check_code, request_code
from gigafibre_fsm.identity.doors import enter
from gigafibre_fsm.identity.keys import rotate_key
from gigafibre_fsm.identity.links import request_link
from gigafibre_fsm.identity.portal_users import portal_user
from gigafibre_fsm.identity.technicians import (
	enter_technician,
	revoke_technician_links,
	send_technician_link,
	technician_link,
)
from gigafibre_fsm.identity.tokens import issue, open_token, require, revoke

__all__ = [
	"check_code",
	"enter",
	"enter_technician",
	"issue",
	"open_token",
	"portal_user",
	"request_code",
	"request_link",
	"require",
	"revoke",
	"revoke_technician_links",
	"rotate_key",
	"send_technician_link",
	"technician_link",
]
