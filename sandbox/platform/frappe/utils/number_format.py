"""How a country writes numbers."""

from dataclasses import dataclass

#: format → (decimal separator, thousands separator, decimals)
NUMBER_FORMAT_MAP = {
	"#,###.##": (".", ",", 2),
	"#.###,##": (",", ".", 2),
	"# ###.##": (".", " ", 2),
	"# ###,##": (",", " ", 2),
	"#'###.##": (".", "'", 2),
	"#, ###.##": (".", ", ", 2),
	"#,##,###.##": (".", ",", 2),
	"#,###.###": (".", ",", 3),
	"#.###": ("", ".", 0),
	"#,###": ("", ",", 0),
	"#.########": (".", "", 8),
}


@dataclass
class NumberFormat:
	"""One row of the map above, with its own spelling."""

	precision: int
	decimal_separator: str
	thousands_separator: str
	string: str

	@classmethod
	def from_string(cls, number_format: str) -> "NumberFormat":
		"""Look a format up; KeyError when it is none of Frappe's."""
		decimal, thousands, precision = NUMBER_FORMAT_MAP[number_format]
		return cls(precision, decimal, thousands, number_format)
