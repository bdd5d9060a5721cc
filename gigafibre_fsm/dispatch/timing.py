"""One shift's stops put on the clock: driving, waiting, work and breaks, or nothing when they do not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigafibre_fsm.dispatch.models import Break, Window
from gigafibre_fsm.dispatch.travel import Row


@dataclass(frozen=True, slots=True)
class Frame:
	"""A shift by numbers: whose it is, its places, its hours (`limit` is `due` and the overtime)."""

	technician: int
	shift: int
	start: int
	end: int
	ready: int
	due: int
	limit: int
	breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Stop:
	"""A job on the clock."""

	leave: int
	arrive: int
	start: int
	end: int
	travel: int


@dataclass(frozen=True, slots=True)
class Timing:
	"""The stops of a shift in order, its breaks (start, end), all its driving and the hour it is back."""

	stops: tuple[Stop, ...]
	rests: tuple[tuple[int, int], ...]
	travel: int
	back: int


@dataclass(frozen=True, slots=True)
class Work:
	"""What the clock needs of a job: the number of its place, its length, when it may begin (in order)."""

	place: int
	duration: int
	windows: tuple[Window, ...]

	def begin(self, at: int) -> int | None:
		"""The first moment from `at` on when the work may begin, or None when it is too late."""
		if not self.windows:
			return at
		for window in self.windows:
			if at <= window.end:
				return max(at, window.start)
		return None


class Clock:
	"""Goes through a shift. A break is taken while waiting where it costs nothing, else as late as it may be."""

	def __init__(self, frame: Frame) -> None:
		self.now = frame.ready
		self.owed = [pause for pause in frame.breaks if pause.latest >= frame.ready]
		self.rests: list[tuple[int, int]] = []

	def reach(self, drive: int, work: Work) -> Stop | None:
		"""Drive to the work and do it, with the breaks that fall due before it is done."""
		leave = self.now
		left = drive
		arrive = leave + drive
		while True:
			start = work.begin(self.now + left)
			if start is None:
				return None
			if not self.owed or not self._due_before(start, start + work.duration, self.now + left):
				break
			on_arrival = self.now + left <= self.owed[0].latest
			if on_arrival and left:
				self.now += left
				arrive, left = self.now, 0
			if not self._rest():
				return None
			if left:
				leave, arrive = self.now, self.now + left
		self.now = start + work.duration
		return Stop(leave, arrive, start, self.now, drive)

	def return_home(self, drive: int) -> int | None:
		"""The hour of being back; breaks that fall due on the way are taken before leaving."""
		while self.owed and self.now + drive > self.owed[0].latest:
			if not self._rest():
				return None
		return self.now + drive

	def _due_before(self, start: int, end: int, arrive: int) -> bool:
		pause = self.owed[0]
		while_waiting = max(arrive, pause.earliest) + pause.duration <= start
		return end > pause.latest or (while_waiting and max(arrive, pause.earliest) <= pause.latest)

	def _rest(self) -> bool:
		pause = self.owed[0]
		begin = max(self.now, pause.earliest)
		if begin > pause.latest:
			return False
		self.owed.pop(0)
		self.now = begin + pause.duration
		self.rests.append((begin, self.now))
		return True


def timed(frame: Frame, works: Sequence[Work], rows: Mapping[int, Row]) -> Timing | None:
	"""The shift with these jobs in this order, or None when an hour or a window is missed."""
	clock, here, travel = Clock(frame), frame.start, 0
	stops: list[Stop] = []
	for work in works:
		drive = rows[here][work.place]
		stop = clock.reach(drive, work)
		if stop is None or stop.end > frame.limit:
			return None
		stops.append(stop)
		travel += drive
		here = work.place
	home = rows[here][frame.end]
	back = clock.return_home(home)
	if back is None or back > frame.limit:
		return None
	return Timing(tuple(stops), tuple(clock.rests), travel + home, back)
