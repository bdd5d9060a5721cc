"""`python -m sandbox.simulators.threecx --secret … +15145550142 --kind Missed`: let a call come in, and end."""

import argparse

from . import PhoneCall, ThreeCX


def main() -> None:
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.threecx", description=__doc__)
	parser.add_argument("number", help="who is on the other end, in E.164")
	parser.add_argument("--site", default="http://127.0.0.1:8080")
	parser.add_argument("--secret", required=True, help="FSM Settings, tab 3CX")
	parser.add_argument("--kind", default="Inbound", choices=("Inbound", "Missed", "Outbound", "Notanswered"))
	parser.add_argument("--seconds", type=int, default=0)
	parser.add_argument("--agent-email", default="")
	options = parser.parse_args()
	pbx = ThreeCX(options.site, options.secret)
	print(f"the phone shows: {pbx.ring(options.number) or 'a stranger'}")
	call = PhoneCall(options.number, options.kind, options.seconds, agent_email=options.agent_email)
	print(f"the report was answered {pbx.report(call)}")


if __name__ == "__main__":
	main()
