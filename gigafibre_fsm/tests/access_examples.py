"""How each whitelisted method is called when the access walk tries it: one line a method.

Whoever adds a method adds its line: arguments that are right. Names in braces are records of access_callers.py; those
of OF_CUSTOMER belong to one customer, and make the method one about that customer. TOKENS are tokens by their purpose:
only who has one gets in. A method signed by an outside system gets that system's own request instead of arguments.
"""

from types import MappingProxyType

PREFIX = "gigafibre_fsm.api."
OF_CUSTOMER = frozenset(
	("customer", "contract", "conversation", "communication", "file", "equipment", "serial", "address")
)
SHARED = frozenset(
	("technician", "template", "access_token", "failed_event", "token", "customer_token", "day_token")
)
TOKENS = frozenset(("unsubscribe_token", "customer_token", "technician_token", "contract_token"))

EXAMPLES = MappingProxyType(
	{
		"clients.client": {"name": "{customer}"},
		"clients.list_clients": {},
		"contracts.cancel": {"contract": "{contract}"},
		"contracts.read": {"token": "{contract_token}"},
		"contracts.send": {"contract": "{contract}"},
		"contracts.sign": {"token": "{contract_token}", "name": "Alex Test", "accepted": 1, "digest": "0"},
		"conversations.assign": {"conversation": "{conversation}"},
		"conversations.attachment": {"name": "{file}"},
		"conversations.close": {"conversation": "{conversation}"},
		"conversations.inbox": {},
		"conversations.make_ticket": {"conversation": "{conversation}", "subject": "No light"},
		"conversations.mark_read": {"conversation": "{conversation}"},
		"conversations.mark_unread": {"conversation": "{conversation}"},
		"conversations.note": {"conversation": "{conversation}", "text": "Called back", "key": "walk-note"},
		"conversations.of_customer": {"customer": "{customer}"},
		"conversations.people": {},
		"conversations.reopen": {"conversation": "{conversation}"},
		"conversations.reply": {"conversation": "{conversation}", "text": "Bonjour", "key": "walk-reply"},
		"conversations.retry": {"message": "{communication}"},
		"conversations.set_customer": {"conversation": "{conversation}", "customer": "{customer}"},
		"conversations.snooze": {"conversation": "{conversation}", "until": "2099-01-01T12:00:00Z"},
		"conversations.start": {
			"customer": "{customer}",
			"channel": "SMS",
			"text": "Bonjour",
			"key": "walk-start",
		},
		"conversations.thread": {"name": "{conversation}"},
		"devices.diagnose": {"equipment": "{equipment}"},
		"devices.fleet_summary": {},
		"devices.hosts": {"equipment": "{equipment}"},
		"devices.lookup": {"serial": "NOBODYS000001"},
		"devices.readings": {"equipment": "{equipment}"},
		"devices.task": {"equipment": "{equipment}", "action": "reboot"},
		"identity.check_code": {"address": "nobody@example.com", "code": "000000"},
		"identity.enter": {"token": "{customer_token}"},
		"identity.enter_technician": {"token": "{technician_token}"},
		"identity.request_code": {"address": "nobody@example.com"},
		"identity.request_link": {"address": "nobody@example.com"},
		"identity.revoke": {"name": "{access_token}"},
		"identity.revoke_technician_links": {"technician": "{technician}"},
		"identity.rotate_key": {},
		"identity.send_technician_link": {"technician": "{technician}"},
		"messages.blast": {"template": "{template}", "customers": '["{customer}"]', "key": "walk-blast"},
		"messages.blast_estimate": {"template": "{template}", "customers": '["{customer}"]'},
		"messages.consent": {
			"address": "+15145550188",
			"channel": "SMS",
			"status": "Express",
			"source": "Phone",
			"customer": "{customer}",
		},
		"messages.preview": {"template": "{template}", "doctype": "Customer", "name": "{customer}"},
		"messages.templates": {},
		"messages.unsubscribe": {"token": "{unsubscribe_token}"},
		"pbx.lookup": {"number": "{phone}"},
		"portal.me": {},
		"portal.messages": {},
		"portal.send": {"text": "Bonjour", "key": "walk-portal"},
		"search.search": {"query": "tremblay"},
		"session.boot": {},
		"session.set_language": {"language": "en"},
		"settings.invitation_email": {"email": "colleague@example.com"},
		"settings.invitation_groups": {},
		"settings.invite_user": {"email": "colleague@example.com", "first_name": "Sam"},
		"settings.test_authentik": {},
		"settings.test_genieacs": {},
		"settings.test_stripe": {},
		"settings.test_twilio": {},
		"sign_in.authentik": {},
		"sign_in.start": {},
		"voice.call": {"customer": "{customer}", "number": "{phone}", "key": "walk-call"},
		"voice.outgoing": {},
		"voice.token": {},
		"webhooks.docuseal.receive": {},
		"webhooks.events.retry": {"names": '["{failed_event}"]'},
		"webhooks.kuma.receive": {},
		"webhooks.pbx.receive": {},
		"webhooks.stripe.receive": {},
		"webhooks.twilio_sms.receive": {},
		"webhooks.twilio_status.receive": {},
	}
)
