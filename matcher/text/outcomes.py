"""Words for the model of outcomes: what becomes of graduates, how sure it is, and what it rests on."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "problem.unknown-outcome-key": "здесь нет такого слова; известны: {known:list}",
    "problem.outcome-mapping": "нужны пары «слово: число», а стоит «{got}»",
    "problem.outcome-number": "нужно число, а стоит «{got}»",
    "problem.outcome-share": "нужна доля больше 0 и меньше 1, а стоит «{got}»",
    "problem.shares-too-large": "доли дают вместе {sum:number}, а должно остаться место для остальных",
}

EN: Mapping[str, str] = {
    "problem.unknown-outcome-key": "there is no such word here; known are {known:list}",
    "problem.outcome-mapping": 'expected pairs "word: number", got "{got}"',
    "problem.outcome-number": 'expected a number, got "{got}"',
    "problem.outcome-share": 'expected a share above 0 and below 1, got "{got}"',
    "problem.shares-too-large": "the shares come to {sum:number} together, which leaves no room for the others",
}
