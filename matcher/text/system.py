"""Sentences about what the system refuses: no such file, no room, no right."""

from errno import errorcode

RU: dict[str, str] = {
    "word.system.ENOENT": "такого файла или папки нет",
    "word.system.EACCES": "нет права доступа",
    "word.system.EPERM": "нет права доступа",
    "word.system.EROFS": "сюда нельзя писать: диск только для чтения",
    "word.system.ENOSPC": "на диске нет места",
    "word.system.EDQUOT": "исчерпана квота места на диске",
    "word.system.EFBIG": "файл слишком велик",
    "word.system.EISDIR": "это папка, а нужен файл",
    "word.system.ENOTDIR": "часть пути — файл, а не папка",
    "word.system.EEXIST": "здесь уже есть файл с таким именем",
    "word.system.ENOTEMPTY": "папка не пуста",
    "word.system.ENAMETOOLONG": "имя слишком длинное",
    "word.system.ELOOP": "ссылки ведут по кругу",
    "word.system.EMFILE": "открыто слишком много файлов",
    "word.system.EIO": "ошибка чтения или записи диска",
    "word.system.other": "система отказала",
}

EN: dict[str, str] = {
    "word.system.ENOENT": "there is no such file or folder",
    "word.system.EACCES": "permission denied",
    "word.system.EPERM": "permission denied",
    "word.system.EROFS": "nothing can be written here: the disk is read-only",
    "word.system.ENOSPC": "the disk is full",
    "word.system.EDQUOT": "the disk quota is used up",
    "word.system.EFBIG": "the file is too large",
    "word.system.EISDIR": "this is a folder, not a file",
    "word.system.ENOTDIR": "a part of the path is a file, not a folder",
    "word.system.EEXIST": "a file of this name is here already",
    "word.system.ENOTEMPTY": "the folder is not empty",
    "word.system.ENAMETOOLONG": "the name is too long",
    "word.system.ELOOP": "the links go in a circle",
    "word.system.EMFILE": "too many files are open",
    "word.system.EIO": "the disk could not be read or written",
    "word.system.other": "the system refused",
}


def system_code(error: OSError) -> str:
    """Return the name under which a refusal of the system is put in words."""
    name = errorcode.get(error.errno or 0, "")
    return name if f"word.system.{name}" in RU else "other"
