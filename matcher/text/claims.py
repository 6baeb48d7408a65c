"""Sentences about what a result says of itself and the judge does not find."""

RU: dict[str, str] = {
    "claim.level-value": "{level}: заявлено {claimed}, на самом деле {found}.",
    "claim.level-bound": "{level}: заявленная граница {bound} не следует из сертификата; следует {found}.",
    "claim.level-certificate": "{level}: сертификат не доказывает, что лучше нельзя.",
    "claim.level-proof": (
        "{level}: заявленное значение {claimed}, граница {bound} и слова о доказательстве не сходятся между собой."
    ),
    "claim.levels-claimed": (
        "Заявлено уровней: {claimed:number}, а в правилах раунда их {found:number}. Сравнивать нечего."
    ),
    "claim.round": (
        "Результат получен для раунда с другими данными: контрольная сумма {claimed}, а у этого раунда {found}."
    ),
    "claim.status": (
        "Заявленные статус «{claimed}» и причина остановки «{stop_reason:known}» не отвечают остальному: "
        "распределение есть, а недоказанных уровней в нём {unproved:number}."
    ),
    "claim.rank-profile": "Приоритеты по порядку: заявлено ({claimed:list}), на самом деле ({found:list}).",
    "claim.unranked": "На местах без приоритета: заявлено {claimed:number}, на самом деле {found:number}.",
    "claim.placed": "Распределено: заявлено {claimed:number}, на самом деле {found:number}.",
    "claim.unplaced": "Без места: заявлено {claimed:number}, на самом деле {found:number}.",
    "claim.blocking-pairs": "Блокирующих пар: заявлено {claimed:number}, на самом деле {found:number}.",
    "claim.fewest-blocking": (
        "Наименьшее число блокирующих пар: заявлено {claimed:number} при границе {bound:number}, "
        "на самом деле пар {found:number}."
    ),
    "claim.fewest-certificate": "Сертификат не доказывает, что блокирующих пар не может быть меньше.",
    "claim.place-host": "{applicant}, место {position}: указано предприятие {claimed:known}, а место у {found}.",
    "claim.place-rank": "{applicant}, место {position}: указан приоритет {claimed:known}, в пожеланиях {found:known}.",
    "claim.reason-missing": "{applicant}: места нет, а причина не указана.",
    "claim.reason-needless": "{applicant}: указана причина отказа, а место есть или не требуется.",
    "claim.stage-unknown": ("Сертификат: уровень {number:number}, шаг «{stage}»: такого шага в правилах раунда нет."),
    "claim.stage-bound": (
        "Сертификат: уровень {number:number}, шаг «{stage}»: заявлена граница {claimed:number}, "
        "из приложенных цен следует {found:number}."
    ),
}

EN: dict[str, str] = {
    "claim.level-value": "{level}: claimed {claimed}, in fact {found}.",
    "claim.level-bound": "{level}: the claimed bound {bound} does not follow from the certificate; {found} does.",
    "claim.level-certificate": "{level}: the certificate does not prove that nothing better is possible.",
    "claim.level-proof": (
        "{level}: the claimed value {claimed}, the bound {bound} and what is said of the proof do not fit together."
    ),
    "claim.levels-claimed": (
        "Claimed {claimed:number} levels, but the policy has {found:number}. There is nothing to compare."
    ),
    "claim.round": "The result is of a round with other data: checksum {claimed}, while this round has {found}.",
    "claim.status": (
        "The claimed status “{claimed}” and stop reason “{stop_reason:known}” do not fit the rest: there is a "
        "matching, and {unproved:number} of its levels are not proved."
    ),
    "claim.rank-profile": "Ranks: claimed ({claimed:list}), in fact ({found:list}).",
    "claim.unranked": "At positions not ranked: claimed {claimed:number}, in fact {found:number}.",
    "claim.placed": "Placed: claimed {claimed:number}, in fact {found:number}.",
    "claim.unplaced": "Without a place: claimed {claimed:number}, in fact {found:number}.",
    "claim.blocking-pairs": "Blocking pairs: claimed {claimed:number}, in fact {found:number}.",
    "claim.fewest-blocking": (
        "Fewest blocking pairs: claimed {claimed:number}, with the bound {bound:number}; in fact there are "
        "{found:number}."
    ),
    "claim.fewest-certificate": "The certificate does not prove that there cannot be fewer blocking pairs.",
    "claim.place-host": "{applicant} at {position}: the host is said to be {claimed:known}; it is {found}.",
    "claim.place-rank": "{applicant} at {position}: said to be rank {claimed:known}; the wishes say {found:known}.",
    "claim.reason-missing": "{applicant} has no place, and no reason is given.",
    "claim.reason-needless": "{applicant} is given a reason for having no place, but has one or needs none.",
    "claim.stage-unknown": "Certificate, level {number:number}, stage “{stage}”: the policy has no such stage.",
    "claim.stage-bound": (
        "Certificate, level {number:number}, stage “{stage}”: the bound claimed is {claimed:number}; "
        "the prices given prove {found:number}."
    ),
}
