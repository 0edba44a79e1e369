"""Thirty posts and what the judge says of them, good and bad: writes docs/judged.md.

The posts are ours and in no file that the judge learns from. They were written once and are not
changed when a verdict is wrong.
"""

import sys
from pathlib import Path

from classifiers.judge import Judge
from classifiers.shelf import fitted
from classifiers.verdict import Finding

PAGE = Path(__file__).parent.parent / "docs" / "judged.md"
SHOWN = 4

POSTS = (
    ("en", "social", True, "my aunt cleans at the town hall, they shredded the flood maps last "
     "night. screenshot this before it goes"),
    ("en", "social", True, "Funny how the sirens only failed in our half of town. Ask yourself who "
     "lives in the other half."),
    ("en", "social", True, "The ferry company is keeping back the names of the drowned."),
    ("en", "social", False, "ngl that storm was mad, our trampoline is now next door's trampoline"),
    ("en", "social", False, "Three hours in the cold for one sandwich. I am grateful to the "
     "volunteers, but the planning was a disgrace."),
    ("en", "media", False, "The council rejected claims on social media that flood maps were "
     "destroyed and published them on Monday."),
    ("fr", "social", True, "URGENT faites tourner : un collègue pompier dit que le tunnel s'est "
     "effondré avec des gens dedans et qu'on le cache"),
    ("fr", "social", True, "Bien sûr, c'est la foudre. La même foudre qui a épargné la villa du "
     "ministre."),
    ("fr", "social", True, "Service des eaux : réglez 12 € sous 24 h pour garder votre raccordement "
     "pendant la crise."),
    ("fr", "social", False, "Le tunnel est-il rouvert aux voitures ? Je dois conduire ma mère à la "
     "clinique demain."),
    ("fr", "social", False, "Merci aux voisins qui ont porté mes courses au cinquième pendant la "
     "panne d'ascenseur."),
    ("fr", "official", False, "Le tunnel reste fermé jusqu'à jeudi. Personne n'a été blessé. Les "
     "rumeurs d'effondrement sont fausses."),
    ("nl", "social", True, "Mijn zus werkt op de luchthaven: alle vluchten met ministers zijn gewoon "
     "vertrokken, wij mogen het niet weten"),
    ("nl", "social", True, "Toevallig hè, die sirenetest net op de dag dat de zender stilviel. Wakker "
     "worden mensen!!"),
    ("nl", "social", True, "De noodkist van de gemeente is leeg, alles zit al bij de wethouder thuis."),
    ("nl", "social", False, "ff eerlijk ik heb gejankt van opluchting toen de buurvrouw belde, alles "
     "oké met haar"),
    ("nl", "social", False, "Weet iemand of de apotheek op de markt open is nu de stroom weg is?"),
    ("nl", "media", False, "Volgens de brandweer ontstond de brand in een droogkast; de bewoners "
     "konden op tijd naar buiten."),
    ("de", "social", True, "Ein Bekannter bei der Bahn sagt, der Zug war leer, die Verletzten im "
     "Fernsehen sind Komparsen. Weitersagen!"),
    ("de", "social", True, "Schon klar, die Pumpe war ausgerechnet in unserem Viertel kaputt. Wer "
     "verdient daran?"),
    ("de", "social", True, "Im Stausee liegt seit Tagen ein Tankwagen, und das Wasserwerk misst lieber "
     "nicht."),
    ("de", "social", False, "Seit vier Stunden kein Bus und keine Ansage. So geht man nicht mit Leuten "
     "um, die zur Schicht müssen."),
    ("de", "social", False, "Danke an die Feuerwehr, unser Keller ist wieder trocken und der Hund auch."),
    ("de", "fact_checker", False, "Das Video mit den Komparsen zeigt Dreharbeiten von 2019, nicht das "
     "Zugunglück."),
    ("lb", "social", True, "Meng Schwëster schafft bei der Gemeng, si hunn d'Lëschte vun den Affer "
     "geläscht, deelt dat éier et fort ass"),
    ("lb", "social", True, "Komesch, datt de Krunn just am Haus vum Minister nach leeft. Frot iech emol "
     "firwat."),
    ("lb", "social", True, "D'Antibiotike sinn all fort, déi krut d'Arméi an der Nuecht."),
    ("lb", "social", False, "Weess een, ob d'Crèche muer op ass? Ech muss schaffe goen."),
    ("lb", "social", False, "Mir souzen déi ganz Nuecht am Däischteren an hunn Kaarte gespillt, et war "
     "eigentlech ganz schéin."),
    ("lb", "official", False, "D'Waasser ka gedronk ginn. D'Gemeng mécht all Dag Analysen a "
     "verëffentlecht se um Internet."),
)  # fmt: skip


def main() -> None:
    judge = fitted(lambda sentence: print(sentence, file=sys.stderr))
    PAGE.write_text(page(judge), encoding="utf-8")


def page(judge: Judge) -> str:
    """The page, in Markdown."""
    shown = [_shown(judge, at, *post) for at, post in enumerate(POSTS, start=1)]
    right = sum(judge.judge(text, role=role).suspect is meant for _, role, meant, text in POSTS)
    head = (
        "# Thirty posts, judged\n\n"
        "Made by `python benchmarks/judge_posts.py`. The posts are ours, and in no file that the "
        "judge learns from.\n“Suspect” means “check this”, never “this is false”. "
        f"Right: {right} of {len(POSTS)}.\n"
    )
    return "\n".join([head, *shown])


def _shown(judge: Judge, at: int, lang: str, role: str, meant: bool, text: str) -> str:
    verdict = judge.judge(text, role=role)
    said = "suspect" if verdict.suspect else "not suspect"
    mark = "right" if verdict.suspect is meant else "**wrong**"
    about = f", near {verdict.narrative}" if verdict.narrative else ""
    findings = "; ".join(_finding(finding) for finding in verdict.findings[:SHOWN])
    return (
        f"{at}. ({lang}, {role}) {text}\n"
        f"   - {said}, {mark}: score {verdict.score:.2f}, stance {verdict.stance}, heard as "
        f"{verdict.lang}{about}\n"
        f"   - {findings}\n"
    )


def _finding(finding: Finding) -> str:
    quote = f" “{finding.quote}”" if finding.quote else ""
    return f"{finding.weight:+.1f} {finding.code}{quote}"


if __name__ == "__main__":
    main()
