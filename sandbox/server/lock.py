"""One demo a folder: two would point one site at each other's simulators, and one could wipe the other's data."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunningError(Exception):
	"""Another demo keeps its data in this folder."""


@contextmanager
def only_one(folder: Path, who: str) -> Iterator[None]:
	"""Hold the folder while the block runs; `who` tells a second one what is running. Raises AlreadyRunningError."""
	folder.mkdir(parents=True, exist_ok=True)
	with (folder / "demo.lock").open("a+") as lock:
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError as error:
			lock.seek(0)
			raise AlreadyRunningError(f"A demo is already running here: {lock.read().strip()}.") from error
		lock.truncate(0)
		lock.write(who)
		lock.flush()
		yield
