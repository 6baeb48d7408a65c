"""Sandbox: the little of Jinja that a template of letters may use.

Fields, conditions and loops over what is there; no calls, no arithmetic that could fill the memory, no names that begin
with an underscore, nothing from other files. So a template from anybody can do no more than repeat the letter's words.
"""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("upper", "lower", "capitalize", "title", "trim", "default", "d", "join", "first", "last", "length", "count")
TESTS = ("defined", "undefined", "none", "odd", "even", "eq", "equalto", "==", "ne", "!=", "in", "lt", "gt", "le", "ge")
LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})
"""What Jinja tells about a loop."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment that refuses every call and every operator that makes large values."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002  # no call is safe
        """Refuse."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002  # none is allowed
        """Refuse."""
        raise SecurityError(operator)


FORBIDDEN: tuple[tuple[type[nodes.Node], Callable[[Any], str]], ...] = (
    (nodes.Call, lambda _: "()"),
    (nodes.Macro, lambda node: f"macro {node.name}"),
    (nodes.CallBlock, lambda _: "call"),
    (nodes.Include, lambda _: "include"),
    (nodes.Import, lambda _: "import"),
    (nodes.FromImport, lambda _: "import"),
    (nodes.Extends, lambda _: "extends"),
    (nodes.Mul, lambda _: "*"),
    (nodes.Pow, lambda _: "**"),
    (nodes.Mod, lambda _: "%"),
)
"""What stands in a template's tree and is refused before it runs, and how it is called."""


class Fault(Exception):  # noqa: N818  # a verdict on a template, not a fault of ours
    """What is wrong with a template: a code, the line of its source, and a word on it."""

    def __init__(self, code: str, line: int, detail: str) -> None:
        super().__init__(code)
        self.code, self.line, self.detail = code, line, detail


def check_source(environment: Sandbox, source: str, fields: frozenset[str], inner: frozenset[str]) -> None:
    """Raise Fault for what is no Jinja, is not allowed, or names a field that is neither a field nor an inner one."""
    try:
        tree = environment.parse(source)
        environment.compile(source)
    except TemplateSyntaxError as error:
        raise Fault("template-syntax", error.lineno, error.message or "") from error
    for kind, called in FORBIDDEN:
        for node in tree.find_all(kind):
            raise Fault("template-unsafe", node.lineno, called(node))
    _check_names(tree, fields, inner)


def _check_names(tree: nodes.Template, fields: frozenset[str], inner: frozenset[str]) -> None:
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"} | {"loop"}
    for name in tree.find_all(nodes.Name):
        if name.name not in fields | own:
            raise Fault("template-field", name.lineno, name.name)
    for attribute in tree.find_all(nodes.Getattr):
        if attribute.attr.startswith("_"):
            raise Fault("template-unsafe", attribute.lineno, attribute.attr)
        if attribute.attr not in inner | LOOP:
            raise Fault("template-field", attribute.lineno, attribute.attr)


def failure(error: Exception) -> Fault:
    """Return what went wrong while a template ran."""
    if isinstance(error, SecurityError):
        return Fault("template-unsafe", 0, str(error))
    if isinstance(error, UndefinedError):
        named = re.search(r"'([^']*)'\s*$", str(error)) or re.match(r"'([^']*)'", str(error))
        return Fault("template-field", 0, named[1] if named else str(error))
    return Fault("template-syntax", 0, str(error))
