"""Words of the order that sends people to their places, and of its annexes.

An order is a paper of the college: its template says only what every such order says, and stays open for the rest.
"""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "order.college": "Наименование образовательной организации",
    "order.title": "ПРИКАЗ",
    "order.number": "«____» ______________ 20___ г.\t№ __________",
    "order.about.internship": "О направлении студентов на практику",
    "order.about.vacancy": "О направлении выпускников на работу",
    "order.about.teacher-internship": "О направлении преподавателей на стажировку",
    "order.about.teaching": "О привлечении специалистов предприятий к занятиям",
    "order.basis.internship": (
        "В соответствии с учебными планами, Положением о практической подготовке обучающихся (приказ Минобрнауки "
        "России и Минпросвещения России от 05.08.2020 № 885/390) и на основании договоров с предприятиями"
    ),
    "order.basis.vacancy": "На основании заявок предприятий и пожеланий выпускников",
    "order.basis.teacher-internship": "В соответствии с планом стажировок и на основании договоров с предприятиями",
    "order.basis.teaching": "На основании договоров с предприятиями",
    "order.orders": "ПРИКАЗЫВАЮ:",
    "order.send.internship": "Направить на практику по списку (приложение 1), всего {n:number} {people}:",
    "order.send.vacancy": "Направить на работу по списку (приложение 1), всего {n:number} {people}:",
    "order.send.teacher-internship": "Направить на стажировку по списку (приложение 1), всего {n:number} {people}:",
    "order.send.teaching": "Привлечь к занятиям по списку (приложение 1), всего {n:number} {people}:",
    "order.part": "{practice}{dates}: {n:number}",
    "order.part.plain.internship": "практика",
    "order.part.plain.vacancy": "работа",
    "order.part.plain.teacher-internship": "стажировка",
    "order.part.plain.teaching": "занятия",
    "order.supervisors": "Назначить руководителями от колледжа:",
    "order.supervisor": "{name} ({n:number} {people})",
    "order.inform": (
        "Руководителям и кураторам групп заранее ознакомить направляемых с этим приказом, с местом и сроками и "
        "провести инструктаж по охране труда."
    ),
    "order.control": "Контроль за исполнением приказа: ______________________________",
    "order.sign": "Директор\t______________________",
    "order.known": "С приказом ознакомлены: ______________________",
    "order.annex": "Приложение {n}",
    "order.annex.to": "к приказу от «____» ______________ 20___ г. № ________",
    "order.list.internship": "Список студентов, направляемых на практику",
    "order.list.vacancy": "Список выпускников, направляемых на работу",
    "order.list.teacher-internship": "Список преподавателей, направляемых на стажировку",
    "order.list.teaching": "Список специалистов, привлекаемых к занятиям",
    "order.hosts": "Перечень предприятий",
    "order.column.number": "№",
    "order.column.name": "Фамилия, имя, отчество",
    "order.column.group": "Группа",
    "order.column.host": "Предприятие",
    "order.column.position": "Место",
    "order.column.dates": "Сроки",
    "order.column.mentor": "Руководитель",
    "order.column.town": "Населённый пункт",
    "order.column.agreement": "Договор",
    "order.column.count": "Человек",
    "order.agreement": "№ {number} от {signed_on}",
    "order.agreement.undated": "№ {number}",
    "command.order": "Написать приказ о направлении с приложениями, документ Word.",
    "option.order_template": "Шаблон приказа (.docx) вместо обычного.",
    "option.college": "Как называется образовательная организация: так и будет стоять в приказе.",
    "option.order_out": "Файл для приказа.",
    "option.blank": "Записать сам шаблон, чтобы отредактировать его, а не приказ.",
}

EN: Mapping[str, str] = {
    "order.college": "Name of the college",
    "order.title": "ORDER",
    "order.number": "Date: ______________ 20___\tNo. __________",
    "order.about.internship": "On sending students to their internships",
    "order.about.vacancy": "On sending graduates to work",
    "order.about.teacher-internship": "On sending teachers to their internships",
    "order.about.teaching": "On classes given by specialists of enterprises",
    "order.basis.internship": (
        "In accordance with the curricula, the Regulation on practical training (order of the Ministry of Science and "
        "Higher Education and the Ministry of Education of Russia of 2020-08-05, No. 885/390) and the agreements with "
        "enterprises"
    ),
    "order.basis.vacancy": "On the grounds of what enterprises ask for and graduates wish",
    "order.basis.teacher-internship": (
        "In accordance with the plan of teachers' internships and the agreements with enterprises"
    ),
    "order.basis.teaching": "On the grounds of the agreements with enterprises",
    "order.orders": "I ORDER:",
    "order.send.internship": "To send to their internships as listed (annex 1), {n:number} {people} in all:",
    "order.send.vacancy": "To send to work as listed (annex 1), {n:number} {people} in all:",
    "order.send.teacher-internship": "To send to their internships as listed (annex 1), {n:number} {people} in all:",
    "order.send.teaching": "To invite to give classes as listed (annex 1), {n:number} {people} in all:",
    "order.part": "{practice}{dates}: {n:number}",
    "order.part.plain.internship": "internship",
    "order.part.plain.vacancy": "work",
    "order.part.plain.teacher-internship": "internship",
    "order.part.plain.teaching": "classes",
    "order.supervisors": "To appoint as supervisors from the college:",
    "order.supervisor": "{name} ({n:number} {people})",
    "order.inform": (
        "Supervisors and curators of groups are to make this order, the places and the dates known to all concerned "
        "before they begin, and to give the safety briefing."
    ),
    "order.control": "This order is overseen by: ______________________________",
    "order.sign": "Director\t______________________",
    "order.known": "Read by: ______________________",
    "order.annex": "Annex {n}",
    "order.annex.to": "to the order of ______________ 20___, No. ________",
    "order.list.internship": "Students sent to their internships",
    "order.list.vacancy": "Graduates sent to work",
    "order.list.teacher-internship": "Teachers sent to their internships",
    "order.list.teaching": "Specialists who give classes",
    "order.hosts": "Enterprises",
    "order.column.number": "#",
    "order.column.name": "Name",
    "order.column.group": "Group",
    "order.column.host": "Enterprise",
    "order.column.position": "Where",
    "order.column.dates": "Dates",
    "order.column.mentor": "Supervisor",
    "order.column.town": "Town",
    "order.column.agreement": "Agreement",
    "order.column.count": "People",
    "order.agreement": "No. {number} of {signed_on}",
    "order.agreement.undated": "No. {number}",
    "command.order": "Write the order that sends people to their places, with its annexes, as a Word document.",
    "option.order_template": "A template for the order (.docx) instead of the shipped one.",
    "option.college": "The name of the college, as the order is to say it.",
    "option.order_out": "File for the order.",
    "option.blank": "Write the template itself, to be edited, and no order.",
}
