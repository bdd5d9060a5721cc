"""The admin API below `/api/v3/`: users, groups, and what a token may do with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from .answer import Refused, body_of, json_response, page_of
from .directory import SHORTEST_PASSWORD, Directory, Group, User

PREFIX = "/api/v3/"
NOT_ALLOWED = "You do not have permission to perform this action."
LONGEST_USERNAME = 150


class AdminApi:
	"""Answers the calls of service accounts."""

	def __init__(self, directory: Directory) -> None:
		self._directory = directory
		self._routes: list[tuple[str, str, str, Callable[..., Response]]] = [
			("GET", r"/api/v3/core/users/me/", "", self._me),
			("GET", r"/api/v3/core/users/", "view_user", self._users),
			("POST", r"/api/v3/core/users/", "add_user", self._create_user),
			("GET", r"/api/v3/core/users/(\d+)/", "view_user", self._user),
			("POST", r"/api/v3/core/users/(\d+)/set_password/", "reset_user_password", self._set_password),
			("GET", r"/api/v3/core/groups/", "view_group", self._groups),
			("POST", r"/api/v3/core/groups/([0-9a-f-]+)/add_user/", "add_user_to_group", self._add_to_group),
		]

	def answer(self, request: Request) -> Response:
		"""The answer to a call, refusals included."""
		try:
			with self._directory.lock:
				return self._answer(request)
		except Refused as refusal:
			return refusal.response

	def _answer(self, request: Request) -> Response:
		permissions = self._permissions(request)
		fits = [(route, re.fullmatch(route[1], request.path)) for route in self._routes]
		for (method, _pattern, permission, handle), found in fits:
			if found and method == request.method:
				if permission and permission not in permissions:
					raise Refused(403, detail=NOT_ALLOWED)
				return handle(request, *found.groups())
		if any(found for _route, found in fits):
			raise Refused(405, detail=f'Method "{request.method}" not allowed.')
		raise Refused(404, detail="Not found.")

	def _permissions(self, request: Request) -> frozenset[str]:
		header = request.headers.get("Authorization", "")
		if not header:
			raise Refused(403, detail="Authentication credentials were not provided.")
		kind, _space, token = header.partition(" ")
		if kind.lower() != "bearer" or token not in self._directory.tokens:
			raise Refused(403, detail="Token invalid/expired")
		return self._directory.tokens[token]

	def _me(self, request: Request) -> Response:
		return json_response({"user": {"pk": 0, "username": "gigafibre-fsm", "type": "service_account"}})

	def _users(self, request: Request) -> Response:
		email, search = request.args.get("email"), request.args.get("search", "").casefold()
		found = [
			self._shown(user)
			for user in sorted(self._directory.users.values(), key=lambda user: user.username)
			# As Django: an exact comparison of the address, a search that passes over case.
			if (email is None or user.email == email)
			and search in f"{user.username} {user.name} {user.email}".casefold()
		]
		return page_of(request, found)

	def _user(self, request: Request, pk: str) -> Response:
		return json_response(self._shown(self._found(pk)))

	def _create_user(self, request: Request) -> Response:
		body = body_of(request)
		username = str(body.get("username") or "")
		if not username:
			raise Refused(400, username=["This field is required."])
		if len(username) > LONGEST_USERNAME:
			raise Refused(400, username=["Ensure this field has no more than 150 characters."])
		user = User(
			username,
			email=str(body.get("email") or ""),
			name=str(body.get("name") or ""),
			is_active=bool(body.get("is_active", True)),
			attributes=dict(body.get("attributes") or {}),
			path=str(body.get("path") or "users"),
		)
		try:
			self._directory.add(user)
		except ValueError as error:
			raise Refused(400, username=[str(error)]) from error
		return json_response(self._shown(user), 201)

	def _set_password(self, request: Request, pk: str) -> Response:
		password = str(body_of(request).get("password") or "")
		user = self._found(pk)
		if len(password) < SHORTEST_PASSWORD:
			raise Refused(400, password=["This password is too short."])
		user.password = password
		return Response(status=204)

	def _groups(self, request: Request) -> Response:
		name = request.args.get("name")
		groups = sorted(self._directory.groups.values(), key=lambda group: group.name)
		return page_of(request, [_group(group) for group in groups if name in (None, group.name)])

	def _add_to_group(self, request: Request, pk: str) -> Response:
		group = self._directory.group(pk)
		user = self._directory.users.get(int(body_of(request).get("pk") or 0))
		if group is None or user is None:
			raise Refused(404, detail="Not found.")
		if group.name not in user.groups:
			user.groups.append(group.name)
		return Response(status=204)

	def _found(self, pk: str) -> User:
		user = self._directory.users.get(int(pk))
		if user is None:
			raise Refused(404, detail="No User matches the given query.")
		return user

	def _shown(self, user: User) -> dict[str, Any]:
		groups = [self._directory.groups[name] for name in user.groups]
		return {
			"pk": user.pk,
			"username": user.username,
			"name": user.name,
			"is_active": user.is_active,
			"last_login": user.last_login and user.last_login.isoformat(),
			"is_superuser": self._directory.is_superuser(user),
			"groups": [group.pk for group in groups],
			"groups_obj": [_group(group) for group in groups],
			"email": user.email,
			"attributes": user.attributes,
			"uid": user.uid,
			"path": user.path,
			"type": user.type,
		}


def _group(group: Group) -> dict[str, Any]:
	return {"pk": group.pk, "name": group.name, "is_superuser": group.is_superuser}
