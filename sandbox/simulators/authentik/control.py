"""`/_sim`: what tests and demos tell the simulator. No part of Authentik.

GET    /_sim                   {users, groups, down, slow, failures}
PUT    /_sim                   {down: bool, slow: seconds}
POST   /_sim/failures          {method, path (a part of it), status, body, times: 1}: the next such call gets that
DELETE /_sim/failures          no failures any more
PUT    /_sim/users/{username}  {email, name, groups, password, is_active, email_verified, last_login: null}; made when new
GET    /_sim/log               [{method, path, status}], oldest first; DELETE empties it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from .answer import Refused, body_of, json_response
from .directory import Directory, User

if TYPE_CHECKING:
	from .server import AuthentikSimulator

PREFIX = "/_sim"
CHANGEABLE = {
	"email",
	"name",
	"groups",
	"password",
	"is_active",
	"email_verified",
	"last_login",
	"attributes",
}


@dataclass
class Failure:
	"""Calls of this kind fail, so many times."""

	method: str
	path: str
	status: int
	body: dict[str, Any]
	times: int = 1


class Control:
	"""Answers the addresses below `/_sim`."""

	def __init__(self, simulator: AuthentikSimulator) -> None:
		self._simulator = simulator

	def answer(self, request: Request) -> Response:
		steps = request.path.strip("/").split("/")[1:]
		try:
			match steps:
				case []:
					return self._whole(request)
				case ["failures"]:
					return self._failures(request)
				case ["log"]:
					return self._log(request)
				case ["users", username]:
					return self._user(request, username)
		except (KeyError, TypeError, ValueError) as error:
			return json_response({"error": str(error)}, 400)
		except Refused as refusal:
			return refusal.response
		return json_response({"error": "no such address"}, 404)

	def _whole(self, request: Request) -> Response:
		simulator = self._simulator
		if request.method == "PUT":
			wanted = body_of(request)
			simulator.down = bool(wanted.get("down", simulator.down))
			simulator.slow = float(wanted.get("slow", simulator.slow))
		return json_response(
			{
				"users": [_shown(user) for user in simulator.directory.users.values()],
				"groups": list(simulator.directory.groups),
				"down": simulator.down,
				"slow": simulator.slow,
				"failures": len(simulator.failures),
			}
		)

	def _failures(self, request: Request) -> Response:
		if request.method == "DELETE":
			self._simulator.failures.clear()
		else:
			self._simulator.failures.append(Failure(**body_of(request)))
		return json_response({"failures": len(self._simulator.failures)})

	def _log(self, request: Request) -> Response:
		if request.method == "DELETE":
			self._simulator.log.clear()
		return json_response(list(self._simulator.log))

	def _user(self, request: Request, username: str) -> Response:
		directory = self._simulator.directory
		with directory.lock:
			user = directory.named(username) or directory.add(User(username, ""))
			_change(directory, user, body_of(request) if request.method == "PUT" else {})
			return json_response(_shown(user))


def _change(directory: Directory, user: User, wanted: dict[str, Any]) -> None:
	if unknown := set(wanted) - CHANGEABLE:
		raise ValueError(f"nothing to change in a user: {', '.join(sorted(unknown))}")
	if strangers := set(wanted.get("groups", ())) - set(directory.groups):
		raise ValueError(f"no such group: {', '.join(sorted(strangers))}")
	for name, value in wanted.items():
		setattr(user, name, value)


def _shown(user: User) -> dict[str, Any]:
	return {
		"pk": user.pk,
		"username": user.username,
		"email": user.email,
		"groups": user.groups,
		"has_password": bool(user.password),
		"last_login": user.last_login,
	}
