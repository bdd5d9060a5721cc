"""The pages people see: the sign-in, and what went wrong before it."""

from __future__ import annotations

from html import escape

from werkzeug.wrappers import Response

from .directory import Directory

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; background: #18191a; color: #e6e6e6; display: grid;
	place-items: center; min-height: 100vh; margin: 0 }
main { background: #242526; padding: 32px; border-radius: 8px; width: 320px }
h1 { font-size: 18px; margin: 0 0 16px }
label { display: block; margin-top: 12px }
input { width: 100%; box-sizing: border-box; padding: 8px; font: inherit }
button { margin-top: 16px; width: 100%; padding: 8px; font: inherit; background: #fd4b2d; color: #fff; border: 0 }
p[role=alert] { color: #ff8a75 }
small { color: #aaa; display: block; margin-top: 16px }
"""


def sign_in_page(directory: Directory, onwards: str, problem: str = "") -> Response:
	"""Who are you? `onwards` is where to go then."""
	alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
	people = ", ".join(escape(user.username) for user in directory.users.values() if user.password)
	return _page(
		f"""<h1>Sign in to the simulated Authentik</h1>{alert}
		<form method="post" action="/if/flow/login/">
		<input type="hidden" name="next" value="{escape(onwards)}">
		<label>Email or Username<input name="uid_field" autocomplete="username" autofocus required></label>
		<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
		<button>Log in</button></form><small>People here: {people}. Their password is the one of the demo.</small>"""
	)


def error_page(problem: str, status: int = 400) -> Response:
	return _page(f"<h1>{escape(problem)}</h1>", status)


def _page(content: str, status: int = 200) -> Response:
	head = (
		f'<!doctype html><html lang="en"><meta charset="utf-8"><title>authentik</title><style>{STYLE}</style>'
	)
	return Response(f"{head}<main>{content}</main></html>", status, mimetype="text/html")
