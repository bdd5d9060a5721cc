"""A light look at JavaScript: enough to refuse what no engine would take, as the NBI does with 400."""

from __future__ import annotations

import re

_PAIRS = {")": "(", "]": "[", "}": "{"}
# Comments, texts, templates and regular expressions after a sign that cannot end an operand.
_SKIPPED = re.compile(
	r"//[^\n]*|/\*.*?\*/"
	r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
	r"|(?<=[=(,:;!&|?{}\[\n])[ \t]*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*",
	re.DOTALL,
)
_KEYWORD_ALONE = re.compile(r"\b(?:let|const|var|function|if|while|for)\s*(?:[;})]|$)")


def syntax_error(script: str) -> str | None:
	"""What an engine would say of it; None when nothing is plainly wrong."""
	bare = _SKIPPED.sub(" 0 ", f"(function(){{\n{script}\n}})();")
	if any(quote in bare for quote in "\"'`") or "/*" in bare:
		return "SyntaxError: Invalid or unexpected token"
	if found := _KEYWORD_ALONE.search(bare):
		return f"SyntaxError: Unexpected token '{found[0][-1]}'" if found[0][-1] in ";})" else _END
	return _unbalanced(bare)


_END = "SyntaxError: Unexpected end of input"


def _unbalanced(bare: str) -> str | None:
	opened: list[str] = []
	for sign in bare:
		if sign in "([{":
			opened.append(sign)
		elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
			return f"SyntaxError: Unexpected token '{sign}'"
	return _END if opened else None
