"""The command line. Imports stay inside the commands, so that `--help` answers at once.

Exit codes: 0 done, 1 failed, 2 wrong use or configuration.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commandline.ending import DONE, FAILED, MISUSED, carry_out, note, stop
from bot.domain.partner import Tlp

WHERE = Path("vigie.toml")

app = typer.Typer(
    name="vigie",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The watch desk of a crisis-communication team.",
)
feeds_app = typer.Typer(no_args_is_help=True, help="Look at feeds from the command line.")
log_app = typer.Typer(no_args_is_help=True, help="Read and verify the log.")
export_app = typer.Typer(no_args_is_help=True, help="Write one case or message for partners.")
report_app = typer.Typer(no_args_is_help=True, help="Reports on the desk itself.")
app.add_typer(feeds_app, name="feeds")
app.add_typer(log_app, name="log")
app.add_typer(export_app, name="export")
app.add_typer(report_app, name="report")


# What a report can be written as.
PAPERS = (".md", ".html", ".pdf")


class Tongue(StrEnum):
    """The languages that papers are written in."""

    EN = "en"
    FR = "fr"
    NL = "nl"
    DE = "de"
    LB = "lb"


class Form(StrEnum):
    """How the log and a month are written out."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


ConfigPath = Annotated[Path, typer.Option("--config", "-c", help="The configuration file.")]
Becomes = Annotated[Form, typer.Option("--format", help="What it becomes.")]
Language = Annotated[Tongue | None, typer.Option(help="In words; else the centre's first.")]
CaseNumber = Annotated[int, typer.Argument(help="The case, as /cases numbers it.", min=1)]
Passing = Annotated[Tlp, typer.Option(help="How far a receiver may pass it on (TLP 2.0).")]
ForWhom = Annotated[str, typer.Option(help="plain, or opencti with its narrative object.")]


@app.command()
def run(
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The configuration file.")
    ] = None,
) -> None:
    """Run the desk. Without a configuration: write a commented one and play the drill."""
    if config is None and not WHERE.exists():
        from bot.commandline.example import EXAMPLE

        print(f"There is no {WHERE} here. I write one for you to read and change,")
        print(
            "and play an exercise now, so that you see a desk at work. Nothing leaves this machine."
        )
        print(f"When {WHERE} says what you want, start the desk with: vigie run", flush=True)
        try:
            WHERE.write_text(EXAMPLE, "utf-8")
        except OSError as error:
            stop(FAILED, f"{WHERE.absolute()} cannot be written: {error.strerror}.")
        drill(None, 60.0, auto=False, only_check=False, report=None, language=Tongue.EN)
        return
    from bot.drill.leader import lead
    from bot.running import run as run_desk

    carry_out(run_desk(config or WHERE, lead=lead))


@app.command()
def drill(
    scenario: Annotated[
        Path | None, typer.Argument(help="A scenario file; the built-in TRIPOINT 26 if none.")
    ] = None,
    speed: Annotated[
        float, typer.Option(min=1.0, help="Seconds of the exercise in one real second.")
    ] = 60.0,
    auto: Annotated[bool, typer.Option("--auto", help="Play the people too.")] = False,
    only_check: Annotated[
        bool, typer.Option("--check", help="Only say every mistake of the scenario.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the after-action report to this .md, .html or .pdf.")
    ] = None,
    language: Annotated[Tongue, typer.Option(help="The report's.")] = Tongue.EN,
) -> None:
    """Play an exercise: console rooms, a throw-away store, feeds on this machine alone."""
    if only_check:
        _check_scenario(scenario)
        return
    from bot.drill.play import play
    from bot.drill.script import ScenarioError

    if report is not None and report.suffix not in PAPERS:
        stop(MISUSED, f"--report {report}: expected a name that ends in {', '.join(PAPERS)}")
    alone = auto or not sys.stdin.isatty()
    write = (report, language) if report else None
    work = play(scenario, speed=speed, auto=alone, write=write)
    try:
        as_planned = carry_out(work, interrupted=FAILED)
    except ScenarioError as error:
        stop(MISUSED, str(error))
    raise typer.Exit(DONE if as_planned else FAILED)


@app.command()
def check(config: ConfigPath = WHERE) -> None:
    """Say all mistakes of a configuration at once, and whether everything can be reached."""
    from bot.commandline.check import findings

    bad = False
    for fine, line in carry_out(findings(config)):
        print(f"{'ok     ' if fine else 'MISTAKE'}  {line}")
        bad = bad or not fine
    raise typer.Exit(MISUSED if bad else DONE)


@app.command()
def migrate(config: ConfigPath = WHERE) -> None:
    """Bring the store to this version."""
    from bot.commandline.archive import bring_up_to_date

    print(carry_out(bring_up_to_date(config)))


@app.command()
def judge(
    narratives: Annotated[
        Path | None, typer.Option(help="Name the narratives of these files, and no others.")
    ] = None,
) -> None:
    """Judge JSON lines from standard input; write a verdict a line."""
    from classifiers.lines import judge_lines
    from classifiers.narrative import load
    from classifiers.shelf import fitted

    if narratives is not None and not narratives.is_dir():
        stop(MISUSED, f"{narratives}: there is no such directory")
    _, mistakes = load()
    known = fitted(note)
    if narratives is not None:
        # Our own texts still teach what rumours sound like; theirs alone are named.
        theirs, mistakes = load(narratives)
        known = known.naming(theirs)
        for mistake in mistakes:
            note(str(mistake))
    sound = not mistakes
    for line, fine in judge_lines(known, sys.stdin):
        print(line, flush=True)
        sound = sound and fine
    raise typer.Exit(DONE if sound else FAILED)


@app.command()
def evaluate(
    files: Annotated[list[Path] | None, typer.Argument(help="Labelled JSON lines.")] = None,
    train: Annotated[
        Path | None,
        typer.Option(help="Fit the text model on this and on every file but the last."),
    ] = None,
    corpus: Annotated[
        bool, typer.Option("--corpus", help="Measure on our own corpus instead.")
    ] = False,
    leave: Annotated[
        str, typer.Option(help="With --corpus: narrative, language or writer is left out.")
    ] = "narrative",
    one: Annotated[
        bool, typer.Option("--one", help="With --corpus: one narrative at a time (minutes).")
    ] = False,
) -> None:
    """Say how right the judge is: on labelled lines, or on our own corpus."""
    from bot.commandline.evaluate import Leave, of_corpus, of_judge, of_text_model
    from classifiers.labelled import LineError

    if leave not in set(Leave):
        stop(MISUSED, f"--leave {leave}: narrative, language or writer")
    if corpus == bool(files) or (train and corpus) or (not train and len(files or ()) > 1):
        stop(MISUSED, "Give one FILE, or --train FILE… TEST, or --corpus.")
    try:
        if corpus or not files:
            report = of_corpus(Leave(leave), one)
        elif train:
            report = of_text_model([train, *files[:-1]], files[-1])
        else:
            report = of_judge(files[0], note)
    except OSError as error:
        stop(MISUSED, f"{error.filename}: cannot be read: {error.strerror}")
    except LineError as wrong:
        stop(FAILED, str(wrong))
    print(report)


@feeds_app.command("import")
def feeds_import(file: Path, config: ConfigPath = WHERE) -> None:
    """Watch every feed of an OPML list; says what was added, known and refused."""
    from bot.commandline.opml import LARGEST, import_list

    try:
        with file.open("rb") as source:
            document = source.read(LARGEST + 1)
    except OSError as error:
        stop(MISUSED, f"{file}: cannot be read: {error.strerror}")
    fine, lines = carry_out(import_list(config, document))
    print("\n".join(lines))
    raise typer.Exit(DONE if fine else FAILED)


@feeds_app.command("export")
def feeds_export(file: Path, config: ConfigPath = WHERE) -> None:
    """Write the feeds that are watched to an OPML list."""
    from bot.commandline.opml import export_list

    document = carry_out(export_list(config))
    try:
        file.write_bytes(document)
    except OSError as error:
        stop(FAILED, f"{file}: cannot be written: {error.strerror}")
    print(f"{file}: written")


@feeds_app.command("try")
def feeds_try(
    url: str,
    private: Annotated[
        bool, typer.Option("--private", help="Allow an address of this machine or network.")
    ] = False,
) -> None:
    """Fetch a feed once and show what the watch would see."""
    from bot.commandline.trying import look
    from bot.desk.feeds import SCHEMES
    from monitors.address import host_of
    from monitors.feed import FeedError

    if isinstance(host := host_of(url, SCHEMES), FeedError):
        stop(MISUSED, host.sentence)
    fine, lines = carry_out(look(url, allow_private=private))
    print("\n".join(lines))
    raise typer.Exit(DONE if fine else FAILED)


@log_app.command("verify")
def log_verify(config: ConfigPath = WHERE) -> None:
    """Find any later change in the log: exit 0 when it is whole."""
    from bot.commandline.archive import verify

    whole, lines = carry_out(verify(config))
    print("\n".join(lines))
    raise typer.Exit(DONE if whole else FAILED)


@log_app.command("export")
def log_export(
    config: ConfigPath = WHERE,
    incident: Annotated[int, typer.Option(help="Its number; 0 is the daily watch.")] = 0,
    form: Becomes = Form.MARKDOWN,
    language: Language = None,
) -> None:
    """Write an incident's log to standard output."""
    from bot.commandline.archive import export

    sys.stdout.buffer.write(carry_out(export(config, incident, form.value, language or "")))


@report_app.command("month")
def report_month(
    month: Annotated[str, typer.Argument(help="Such as 2026-11, on the centre's clock.")],
    config: ConfigPath = WHERE,
    form: Becomes = Form.MARKDOWN,
    language: Language = None,
) -> None:
    """Write a month in figures to standard output: decisions, precision, misses, speed."""
    from bot.commandline.month import report

    sys.stdout.buffer.write(carry_out(report(config, month, form.value, language or "")))


@export_app.command("cap")
def export_cap(number: int, config: ConfigPath = WHERE) -> None:
    """Write a published draft as a CAP 1.2 alert to standard output."""
    from bot.commandline.alert import alert

    document, faults = carry_out(alert(config, number))
    for fault in faults:
        print(f"receivers may object: {fault}", file=sys.stderr)
    sys.stdout.buffer.write(document)


@export_app.command("stix")
def export_stix(
    case: CaseNumber, tlp: Passing = Tlp.AMBER, profile: ForWhom = "plain",
    config: ConfigPath = WHERE,
) -> None:  # fmt: skip
    """Write a case to standard output as a STIX 2.1 bundle."""
    _has("stix2")
    from bot.commandline.dossier import dossier
    from bot.commandline.stix import Profile, bundle

    if profile not in set(Profile):
        stop(MISUSED, f"There is no profile {profile}. Profiles: {', '.join(Profile)}")
    print(bundle(carry_out(dossier(config, case)), tlp.value, Profile(profile)))


@export_app.command("misp")
def export_misp(case: CaseNumber, tlp: Passing = Tlp.AMBER, config: ConfigPath = WHERE) -> None:
    """Write a case to standard output as a MISP event."""
    _has("pymisp")
    from bot.commandline.dossier import dossier
    from bot.commandline.misp import event

    print(event(carry_out(dossier(config, case)), tlp.value))


def _has(package: str) -> None:
    from importlib.util import find_spec

    if find_spec(package) is None:
        stop(MISUSED, "This export needs an extra. Install it with: pip install 'vigie[exchange]'")


def _check_scenario(file: Path | None) -> None:
    """Say every mistake of a scenario, or that there is none."""
    from bot.drill.script import ScenarioError, load

    try:
        scenario = load(file)
    except ScenarioError as error:
        stop(MISUSED, str(error))
    print(f"{scenario.name}: {len(scenario.injects)} injects, no mistake.")


def main() -> None:
    """The `vigie` command."""
    import logging
    import os

    logging.basicConfig(
        level=os.environ.get("VIGIE_LOG", "ERROR").upper(),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    app()


if __name__ == "__main__":
    main()
