"""The flow editor as a hand at the mouse and at the keyboard knows it."""

import re

from playwright.sync_api import Locator, Page, expect

# A drag begins after a few pixels and is followed by several moves.
MOVES = 8


class Drawing:
	"""One editor that is open in a page."""

	def __init__(self, page: Page):
		self.page = page
		self.tree = page.get_by_role("tree", name="Steps")
		self.details = page.get_by_role("complementary", name="Details")
		self.header = page.locator(".editor-header")

	def begin(self, title: str, about: str, starts: str) -> None:
		"""Begin an empty flow from the list of flows."""
		self.page.goto("/ops/flows")
		self.page.get_by_role("button", name="New flow").click()
		self.page.get_by_role("menuitem", name="An empty one…").click()
		dialog = self.page.get_by_role("dialog", name="New flow")
		dialog.get_by_label("Name").fill(title)
		dialog.get_by_label("About").select_option(about)
		dialog.get_by_label("Starts").select_option(label=starts)
		dialog.get_by_role("button", name="Draw it").click()
		expect(self.row("@start")).to_be_visible()

	def open(self, template: str) -> None:
		self.page.goto(f"/ops/flows/{template}")
		expect(self.row("@start")).to_be_visible()

	@property
	def template(self) -> str:
		"""The name of the template that is open."""
		return self.page.url.rsplit("/", 1)[-1]

	def row(self, key: str) -> Locator:
		"""A row of the tree: a step by its id, "@start", or a case as "branch/case"."""
		return self.tree.locator(f'[data-key="{key}"]')

	def steps(self) -> list[str]:
		"""The ids of the steps, from top to bottom."""
		return self.tree.locator("[data-step]").evaluate_all("all => all.map(one => one.dataset.step)")

	def drag_kind(self, kind: str, below: str) -> None:
		"""Drag a kind out of the palette to just below a row."""
		option = self.page.get_by_role("option").and_(self.page.locator(f'[data-kind="{kind}"]'))
		self._drag(option, self.row(below))

	def drag_step(self, step: str, below: str) -> None:
		self._drag(self.row(step), self.row(below))

	def _drag(self, what: Locator, below: Locator) -> None:
		what.scroll_into_view_if_needed()
		start, end = what.bounding_box(), below.bounding_box()
		assert start
		assert end
		mouse = self.page.mouse
		mouse.move(start["x"] + start["width"] / 3, start["y"] + start["height"] / 2)
		mouse.down()
		mouse.move(end["x"] + 60, end["y"] + end["height"] + 3, steps=MOVES)
		mouse.up()

	def type_kind(self, after: str, words: str) -> None:
		"""Add a kind after a row by keyboard: “+”, some of its name, Enter."""
		self.row(after).focus()
		self.page.keyboard.press("+")
		question = self.page.get_by_role("dialog", name="Add a step")
		question.get_by_role("combobox").fill(words)
		expect(question.locator("[aria-selected=true]")).to_contain_text(words)
		self.page.keyboard.press("Enter")
		expect(question).to_have_count(0)

	def details_of(self, step: str) -> Locator:
		"""Choose a step; return the form about it."""
		self.row(step).click()
		forms = self.details.get_by_role("region", name=re.compile("^Step "))
		form = forms.filter(has=self.page.get_by_role("button", name=f"Rename {step}", exact=True))
		expect(form).to_be_visible()
		return form

	def write(self, form: Locator, field: str, *pieces: str) -> None:
		"""Write into a text with variables; a piece that begins with "@" is a variable, typed as "{{" and picked."""
		text = form.get_by_role("textbox", name=field, exact=True)
		text.click()
		text.press("ControlOrMeta+End")
		for piece in pieces:
			if piece.startswith("@"):
				self.page.keyboard.type("{{")
				self.pick(piece.removeprefix("@"))
			else:
				self.page.keyboard.type(piece)

	def pick(self, variable: str) -> None:
		"""Choose from the list of variables that is open, by a search for its label."""
		self.page.get_by_role("combobox", name="Search the variables").fill(variable)
		variables = self.page.get_by_role("listbox", name="Variables")
		variables.get_by_text(variable, exact=True).last.click()
		expect(variables).to_have_count(0)

	def try_on(self, form: Locator, record: str) -> None:
		"""Choose the record that a condition, or the whole flow, is tried on."""
		field = form.get_by_role("combobox", name="Record to try it on")
		field.fill(record)
		form.get_by_role("listbox", name="Record to try it on").get_by_text(record).first.click()

	def saved(self) -> None:
		"""Wait until all that is drawn is kept."""
		expect(self.header).to_contain_text(re.compile(r"Saved \d"))

	def simulate(self, record: str) -> Locator:
		"""Try the flow on a record; return the panel that tells how it went."""
		self.header.get_by_role("button", name="Simulate").click()
		panel = self.details.get_by_role("region", name="Simulation")
		self.try_on(panel, record)
		return panel

	def publish(self, note: str) -> None:
		"""Publish what is drawn, and have it switched on with it."""
		expect(self.header.get_by_title("No problem")).to_be_visible()
		self.header.get_by_role("button", name="Publish").click()
		dialog = self.page.get_by_role("dialog", name=re.compile("Publish version"))
		dialog.get_by_role("textbox").fill(note)
		dialog.get_by_role("button", name="Publish").click()
		expect(dialog).to_have_count(0)
		expect(self.header.get_by_role("switch", name="Switched on")).to_be_checked()
