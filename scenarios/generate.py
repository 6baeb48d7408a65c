"""Writes the folders of all rounds again: ``python -m scenarios.generate [FOLDER]``."""

import sys
from pathlib import Path

import numpy as np

from scenarios import kireevsk, kireevsk_conflict, kireevsk_full, kireevsk_vacancies, tiny
from scenarios.folder import write_folder

SEED = 20
HERE = Path(__file__).parent


def generate(home: Path, seed: int = SEED) -> None:
    """Write the folders of all rounds under ``home``, byte for byte the same for the same seed."""
    write_folder(home / "kireevsk-spring", kireevsk.make_round(np.random.default_rng(seed)), kireevsk.YAML)
    full = kireevsk_full.make_round(np.random.default_rng(seed))
    write_folder(home / "kireevsk-full", full, kireevsk_full.YAML)
    conflict = kireevsk_conflict.make_round(np.random.default_rng(seed))
    write_folder(home / "kireevsk-conflict", conflict, kireevsk_conflict.YAML)
    vacancies = kireevsk_vacancies.make_round(np.random.default_rng(seed))
    write_folder(home / "kireevsk-vacancies", vacancies, kireevsk_vacancies.YAML)
    write_folder(home / "tiny", tiny.make_round(), tiny.YAML)
    (home / "tiny" / "expected.json").write_text(tiny.expected_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
