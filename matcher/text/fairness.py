"""Words of the fairness audit: its tables, and what an applicant can gain by handing in another list."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "fairness.heading": "Справедливость: как вышло у разных групп",
    "fairness.open": "Показать по группам, полу, специальностям и ограничениям по здоровью",
    "fairness.caption": (
        "Одна строка — одна группа людей: сколько им нужно мест, сколько получено, сколько по первому приоритету."
    ),
    "fairness.ranks": (
        "Средний приоритет — по полученным местам; место вне списка считается на один хуже самого длинного списка в "
        "раунде."
    ),
    "fairness.best": (
        "«Могло быть» — сколько мест получила бы эта группа, если бы её распределяли раньше всех по тем же правилам, и "
        "какой был бы у неё средний приоритет. Все группы сразу столько получить обычно не могут. Прочерк: за "
        "отведённое время не доказано."
    ),
    "fairness.best.not-sought": (
        "«Могло быть» здесь не посчитано: раунд велик. Посчитать: praktika fairness РАУНД РЕЗУЛЬТАТ --seconds 600"
    ),
    "fairness.small": "Если людей меньше пяти, доли и средние не показаны: они говорили бы об отдельных людях.",
    "fairness.overlap": "У одного человека бывает несколько ограничений по здоровью: он есть в каждой такой строке.",
    "fairness.sex.audit": "Пол не влияет на распределение: он используется только для этой проверки.",
    "fairness.sex.counts": (
        "Пол учтён только там, где этого прямо требует квота или уровень «ровнее между группами»; в остальном он "
        "используется лишь для этой проверки."
    ),
    "fairness.by.group": "Группа",
    "fairness.by.sex": "Пол",
    "fairness.by.specialty": "Специальность",
    "fairness.by.restriction": "Ограничения по здоровью",
    "fairness.without.group": "без группы",
    "fairness.without.sex": "не указан",
    "fairness.without.specialty": "не указана",
    "fairness.without.restriction": "без ограничений",
    "fairness.column.class": "Кто",
    "fairness.column.needs": "Нужно мест",
    "fairness.column.placed": "Получено",
    "fairness.column.first": "По 1-му приоритету",
    "fairness.column.rank": "Средний приоритет",
    "fairness.column.km": "Средний путь, км",
    "fairness.column.best-placed": "Могло быть мест",
    "fairness.column.best-rank": "Могло быть: средний приоритет",
    "fairness.truth": "Можно ли выиграть, если написать не то, что думаешь",
    "fairness.truth.applicant-proposing": (
        "Участнику выгоднее всего писать пожелания честно. При этом механизме никто не получит места лучше, если "
        "вычеркнет, переставит или добавит места: это доказано и верно при любых списках остальных (Дубинс и Фридман, "
        "1981; Рот, 1982). Предприятия же иногда могут выиграть, изменив свой список."
    ),
    "fairness.truth.serial": (
        "Участнику выгоднее всего писать пожелания честно. Очередь от пожеланий не зависит, и каждый получает лучшее "
        "из того, что к его очереди осталось: другой список даст то же или худшее."
    ),
    "fairness.truth.position-proposing": (
        "Честный список здесь не всегда самый выгодный: в некоторых раундах участник, который отказывается от части "
        "подходящих мест, получает место лучше (Рот, 1982). Больше, чем дал бы ему при честных списках механизм "
        "applicant-proposing, так получить нельзя. Если честность должна быть выгодна всем участникам, выберите "
        "applicant-proposing или serial."
    ),
    "fairness.truth.optimal": (
        "Честный список здесь не всегда самый выгодный: распределение ищет лучшее для всех вместе, и в некоторых "
        "раундах участник получает место лучше, если называет меньше мест или в другом порядке. Обычно для этого надо "
        "знать списки остальных, а ошибка может оставить без места. Если честность должна быть выгодна всем "
        "участникам, выберите механизм applicant-proposing или serial."
    ),
    "fairness.truth.not-asked": "Пожеланий в этот раз не собирали: написать неправду негде.",
    "fairness.truth.scope": (
        "Речь только о пожеланиях. Сведения о себе (расстояние, здоровье, оценки) колледж проверяет по документам."
    ),
    "fairness.search": (
        "Поиск на этом раунде. Проверено других списков: {n:number}; участников: {people:number}; остальные каждый раз "
        "пишут то же, что сейчас."
    ),
    "fairness.search.none": "Списка, с которым кто-нибудь получил бы место лучше, не нашлось.",
    "fairness.search.part": "Проверены не все возможные списки.",
    "fairness.gain": "{applicant}: список «{listed}»{rest} даёт место лучше. Вместо «{before}» — «{after}».",
    "fairness.gain.silent": "{applicant}: без всякого списка место лучше. Вместо «{before}» — «{after}».",
    "fairness.gain.rest": " и отказ от остальных мест",
    "fairness.gain.nothing": "без места",
}

EN: Mapping[str, str] = {
    "fairness.heading": "Fairness: how different classes fared",
    "fairness.open": "Show by group, sex, specialty and health restriction",
    "fairness.caption": (
        "One line is one class of people: how many places they need, how many they got, how many of these by first "
        "choice."
    ),
    "fairness.ranks": (
        "The mean rank is over the places held; a place that is not on the list counts as one worse than the longest "
        "list of the round."
    ),
    "fairness.best": (
        "“Could be” says how many places the class would get if it were served before everybody else by the same "
        "rules, and what its mean rank would be then. As a rule all classes at once cannot have that. A dash: not "
        "proved in the time given."
    ),
    "fairness.best.not-sought": (
        "“Could be” is not computed here: the round is large. To compute it: praktika fairness ROUND RESULT --seconds "
        "600"
    ),
    "fairness.small": "Of fewer than five people no shares and means are shown: they would speak of single people.",
    "fairness.overlap": "One person may have several health restrictions, and stands in each such line.",
    "fairness.sex.audit": "Sex has no influence on the placement: it is used for this audit alone.",
    "fairness.sex.counts": (
        "Sex counts only where a quota or a balance between groups asks for it; otherwise it is used for this audit "
        "alone."
    ),
    "fairness.by.group": "Group",
    "fairness.by.sex": "Sex",
    "fairness.by.specialty": "Specialty",
    "fairness.by.restriction": "Health restriction",
    "fairness.without.group": "no group",
    "fairness.without.sex": "not given",
    "fairness.without.specialty": "not given",
    "fairness.without.restriction": "no restriction",
    "fairness.column.class": "Who",
    "fairness.column.needs": "Places needed",
    "fairness.column.placed": "Places got",
    "fairness.column.first": "First choices",
    "fairness.column.rank": "Mean rank",
    "fairness.column.km": "Mean way, km",
    "fairness.column.best-placed": "Places: could be",
    "fairness.column.best-rank": "Mean rank: could be",
    "fairness.truth": "Can anyone gain by not writing the true wishes",
    "fairness.truth.applicant-proposing": (
        "For an applicant it is best to write the true wishes. Under this mechanism nobody gets a better place by "
        "leaving out, reordering or adding places: this is proved, whatever the others write (Dubins and Freedman "
        "1981; Roth 1982). Hosts, however, may sometimes gain by changing their lists."
    ),
    "fairness.truth.serial": (
        "For an applicant it is best to write the true wishes. The order of choice does not depend on wishes, and "
        "everyone gets the best of what is left at the turn: another list brings the same or worse."
    ),
    "fairness.truth.position-proposing": (
        "The true list is not always the best here: in some rounds an applicant who refuses some of the places that "
        "would do gets a better one (Roth 1982). Nobody can get more that way than the mechanism applicant-proposing "
        "would give for true lists. If truth is to be best for every applicant, choose applicant-proposing or serial."
    ),
    "fairness.truth.optimal": (
        "The true list is not always the best here: the placement seeks what is best for all together, and in some "
        "rounds an applicant gets a better place by naming fewer places or another order. As a rule this takes knowing "
        "the lists of the others, and a mistake may leave one without a place. If truth is to be best for every "
        "applicant, choose the mechanism applicant-proposing or serial."
    ),
    "fairness.truth.not-asked": "Nobody was asked for wishes this time: there is nowhere to write an untruth.",
    "fairness.truth.scope": (
        "This is about wishes only. What applicants say of themselves (distance, health, grades) the college checks by "
        "documents."
    ),
    "fairness.search": (
        "A search on this round. Other lists tried: {n:number}; applicants: {people:number}; each time the others "
        "write what they do now."
    ),
    "fairness.search.none": "No list was found with which anybody would get a better place.",
    "fairness.search.part": "Not all possible lists were tried.",
    "fairness.gain": '{applicant}: the list "{listed}"{rest} gets a better place: "{after}" instead of "{before}".',
    "fairness.gain.silent": '{applicant}: no list at all gets a better place: "{after}" instead of "{before}".',
    "fairness.gain.rest": " with all other places refused",
    "fairness.gain.nothing": "no place",
}
