"""Words of the sign-in screen."""

RU = {
    "entry.title": "Вход",
    "entry.key": "Ключ",
    "entry.key.hint": "Начинается с pk_. Ключ выдаёт администратор колледжа.",
    "entry.enter": "Войти",
    "entry.fault.empty": "Вставьте ключ",
    "entry.fault.wrong": "Такого ключа нет, или он отозван, или истёк. Проверьте, что ключ вставлен целиком",
    "entry.lost": "Нет ключа или он потерян?",
    "entry.lost.how": "Попросите администратора колледжа выдать новый: старый ключ прочитать нельзя, "
    "его можно только заменить.",
}
EN = {
    "entry.title": "Sign in",
    "entry.key": "Key",
    "entry.key.hint": "It begins with pk_. Your college's administrator gives it to you.",
    "entry.enter": "Sign in",
    "entry.fault.empty": "Paste your key",
    "entry.fault.wrong": "There is no such key, or it was revoked or has expired. Check that you pasted all of it",
    "entry.lost": "No key, or lost it?",
    "entry.lost.how": "Ask your college's administrator for a new one: an old key cannot be read again, only replaced.",
}
