"""Who is there: tokens, links and codes for people without a password, and the staff's way in."""

from gigafibre_fsm.identity.addresses import Address
from gigafibre_fsm.identity.authentik import describe_failure, test_authentik
from gigafibre_fsm.identity.codes import check_code, request_code
from gigafibre_fsm.identity.doors import enter
from gigafibre_fsm.identity.group_roles import list_groups
from gigafibre_fsm.identity.invitation_mail import email_of_invitation
from gigafibre_fsm.identity.invite import invite_colleague
from gigafibre_fsm.identity.keys import rotate_key
from gigafibre_fsm.identity.links import request_link
from gigafibre_fsm.identity.own_page import from_our_page
from gigafibre_fsm.identity.pages import prepare_page, redirect
from gigafibre_fsm.identity.portal_users import portal_user
from gigafibre_fsm.identity.post import Letter, send_letter
from gigafibre_fsm.identity.social_login_key import keep_social_login_key, remove_social_login_key
from gigafibre_fsm.identity.staff import FAILURES, begin_sign_in, finish_sign_in, give_up_sign_in
from gigafibre_fsm.identity.technicians import (
	enter_technician,
	revoke_technician_links,
	send_technician_link,
	technician_link,
)
from gigafibre_fsm.identity.tokens import issue, living, open_token, require, revoke

__all__ = [
	"FAILURES",
	"Address",
	"Letter",
	"begin_sign_in",
	"check_code",
	"describe_failure",
	"email_of_invitation",
	"enter",
	"enter_technician",
	"finish_sign_in",
	"from_our_page",
	"give_up_sign_in",
	"invite_colleague",
	"issue",
	"keep_social_login_key",
	"list_groups",
	"living",
	"open_token",
	"portal_user",
	"prepare_page",
	"redirect",
	"remove_social_login_key",
	"request_code",
	"request_link",
	"require",
	"revoke",
	"revoke_technician_links",
	"rotate_key",
	"send_letter",
	"send_technician_link",
	"technician_link",
	"test_authentik",
]
