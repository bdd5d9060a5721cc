"""`frappe.cache` on disk: Redis' verbs, as Frappe wraps them, shared by every process of the site."""

import fnmatch
import os
import pickle
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import frappe

_opened: dict[str, Any] = {}
_lock = threading.Lock()


class DiskCache:
	"""Keys are the site's own (each site has its folder), so `make_key` has nothing to add but the user."""

	def __call__(self) -> "DiskCache":
		return self

	@property
	def _store(self) -> Any:
		from diskcache import Cache

		folder = os.path.join(frappe.local.site_path, "cache")
		with _lock:
			if folder not in _opened:
				_opened[folder] = Cache(folder, size_limit=2**28)
			return _opened[folder]

	def make_key(self, key: Any, user: str | bool | None = None, shared: bool = False) -> str:
		"""The key as it is stored."""
		key = key.decode() if isinstance(key, bytes) else str(key)
		if not user:
			return key
		return f"user:{frappe.session.user if user is True else user}:{key}"

	def set_value(
		self,
		key: Any,
		val: Any,
		user: Any = None,
		expires_in_sec: int | None = None,
		shared: bool = False,
		**unused: Any,
	) -> None:
		"""Remember a value."""
		self._store.set(self.make_key(key, user), val, expire=expires_in_sec)

	def get_value(
		self,
		key: Any,
		generator: Callable[[], Any] | None = None,
		user: Any = None,
		expires: bool = False,
		shared: bool = False,
		**unused: Any,
	) -> Any:
		"""The value, made by `generator` when there is none."""
		value = self._store.get(self.make_key(key, user))
		if value is None and generator:
			value = generator()
			self.set_value(key, value, user=user)
		return value

	def delete_value(self, keys: Any, user: Any = None, make_keys: bool = True, shared: bool = False) -> None:
		"""Forget one or several keys."""
		for key in keys if isinstance(keys, list | tuple | set) else [keys]:
			self._store.delete(self.make_key(key, user))

	def delete_keys(self, key: str, user: Any = None, shared: bool = False) -> None:
		"""Forget the keys that begin so."""
		for found in self.get_keys(self.make_key(key, user)):
			self._store.delete(found)

	def get_keys(self, key: str) -> list[str]:
		"""The keys that begin so (or match, with an asterisk)."""
		pattern = key if "*" in key else f"{key}*"
		return [found for found in self._store if fnmatch.fnmatchcase(str(found), pattern)]

	def get_all(self, key: str) -> dict[str, Any]:
		"""Values of the keys that begin so."""
		return {found: self._store.get(found) for found in self.get_keys(key)}

	def get(self, name: Any) -> bytes | None:
		"""A value as Redis gives it: bytes."""
		value = self._store.get(self.make_key(name))
		if value is None or isinstance(value, bytes):
			return value
		return str(value).encode()

	def set(self, name: Any, value: Any, ex: int | None = None, nx: bool = False, **unused: Any) -> bool:
		"""Store a value; with `nx`, only where there is none."""
		if nx:
			return self._store.add(self.make_key(name), value, expire=ex)
		return self._store.set(self.make_key(name), value, expire=ex)

	def setex(self, name: Any, time: int, value: Any) -> bool:
		"""Store a value for `time` seconds."""
		return self.set(name, value, ex=time)

	def delete(self, *names: Any) -> int:
		"""Forget keys; how many there were."""
		return sum(self._store.delete(self.make_key(name)) for name in names)

	def exists(self, *names: Any, user: Any = None, shared: Any = None) -> int:
		"""How many of the keys there are."""
		return sum(self.make_key(name, user) in self._store for name in names)

	def incrby(self, name: Any, amount: int = 1) -> int:
		"""Add to a counter, keeping its expiry; its new value."""
		key = self.make_key(name)
		with self._store.transact():
			value, expires = self._store.get(key, default=0, expire_time=True)
			total = int(value) + amount
			self._store.set(key, total, expire=max(expires - time.time(), 0.001) if expires else None)
		return total

	incr = incrby

	def decr(self, name: Any, amount: int = 1) -> int:
		"""Take from a counter."""
		return self.incrby(name, -amount)

	def expire(self, name: Any, seconds: int) -> bool:
		"""Forget a key in so many seconds."""
		return self._store.touch(self.make_key(name), expire=seconds)

	expire_key = expire

	def ttl(self, name: Any) -> int:
		"""Seconds a key has left; -1 for ever, -2 when there is none."""
		key = self.make_key(name)
		if key not in self._store:
			return -2
		_value, expires = self._store.get(key, expire_time=True)
		return int(expires - time.time()) if expires else -1

	def hset(self, name: Any, key: Any, value: Any, shared: bool = False, **unused: Any) -> None:
		"""Set one entry of a hash."""
		with self._store.transact():
			entries = self._entries(name)
			entries[str(key)] = pickle.dumps(value)
			self._store.set(self.make_key(name), entries)

	def hget(
		self, name: Any, key: Any, generator: Callable[[], Any] | None = None, shared: bool = False
	) -> Any:
		"""One entry of a hash."""
		found = self._entries(name).get(str(key))
		if found is None and generator:
			value = generator()
			self.hset(name, key, value)
			return value
		return pickle.loads(found) if found is not None else None

	def hgetall(self, name: Any) -> dict[str, Any]:
		"""All entries of a hash."""
		return {key: pickle.loads(value) for key, value in self._entries(name).items()}

	def hexists(self, name: Any, key: Any, shared: bool = False) -> bool:
		"""Has the hash this entry?"""
		return str(key) in self._entries(name)

	def hkeys(self, name: Any) -> list[str]:
		"""The keys of a hash."""
		return list(self._entries(name))

	def hdel(self, name: Any, keys: Any, shared: bool = False) -> None:
		"""Forget entries of a hash."""
		with self._store.transact():
			entries = self._entries(name)
			for key in keys if isinstance(keys, list | tuple) else [keys]:
				entries.pop(str(key), None)
			self._store.set(self.make_key(name), entries)

	def _entries(self, name: Any) -> dict[str, bytes]:
		return dict(self._store.get(self.make_key(name)) or {})

	@contextmanager
	def lock(
		self, name: Any, timeout: float | None = None, blocking_timeout: float | None = None, **unused: Any
	) -> Generator[None, None, None]:
		"""Hold a name that only one may hold at a time."""
		key = self.make_key(f"lock:{name}")
		give_up = time.monotonic() + blocking_timeout if blocking_timeout is not None else None
		while not self._store.add(key, 1, expire=timeout or 60):
			if give_up is not None and time.monotonic() > give_up:
				raise frappe.QueryTimeoutError(f"lock {name}")
			time.sleep(0.01)
		try:
			yield
		finally:
			self._store.delete(key)

	def clear(self) -> None:
		"""Forget everything."""
		self._store.clear()

	flushall = clear

	def ping(self) -> bool:
		"""Always there."""
		return True

	def close(self) -> None:
		"""Close the site's store."""
		store = _opened.pop(os.path.join(frappe.local.site_path, "cache"), None)
		if store:
			store.close()


cache = DiskCache()
client_cache = cache
