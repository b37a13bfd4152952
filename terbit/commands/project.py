"""`terbit project rebuild | check | status`: read models against the log."""

from typing import Annotated

import typer
from rich.progress import Progress

from projections.rebuild import Comparison, Rebuilder
from projections.views import VIEWS
from terbit.commands.console import AsJson, Dir, opened, say, say_json, say_table

app = typer.Typer(help="Read models: rebuild them from the log, or check that they agree.")
Names = Annotated[list[str] | None, typer.Argument(help="Views; none means all.")]


@app.command("check")
def check(views: Names = None, directory: Dir = None, as_json: AsJson = False) -> None:
    """Rebuild beside the live views and compare; exit 1 when one differs."""
    _run(views, directory, as_json=as_json, swap=False)


@app.command("rebuild")
def rebuild(views: Names = None, directory: Dir = None, as_json: AsJson = False) -> None:
    """Rebuild and put in place; a view that had stopped goes on."""
    _run(views, directory, as_json=as_json, swap=True)


@app.command("status")
def status(directory: Dir = None, as_json: AsJson = False) -> None:
    """How far each view is, and why one has stopped."""
    installation = opened(directory)
    last = installation.centre.registry.position()
    rows = [
        {
            "view": at.view,
            "position": at.position,
            "behind": last - at.position,
            "stopped": at.stopped,
        }
        for at in installation.runner.progress()
    ]
    installation.close()
    if as_json:
        say_json({"views": rows})
    else:
        say_table("Views", ("view", "position", "behind", "stopped"), rows)
    if any(row["stopped"] for row in rows):
        raise typer.Exit(1)


def _run(names: list[str] | None, directory: Dir, *, as_json: bool, swap: bool) -> None:
    known = {view.name for view in VIEWS}
    unknown = sorted(set(names or ()) - known)
    if unknown:
        raise typer.BadParameter(
            f"no view {', '.join(unknown)}; there are {', '.join(sorted(known))}"
        )
    installation = opened(directory)
    rebuilder = Rebuilder(installation.views, installation.log, installation.centre.keys)
    found: list[Comparison] = []
    with Progress(disable=as_json) as progress:
        for view in VIEWS:
            if names and view.name not in names:
                continue
            task = progress.add_task(view.name, total=None)

            def tell(position: int, target: int, task: int = task) -> None:
                progress.update(task, completed=position, total=target)  # type: ignore[arg-type]

            found.append(rebuilder.run(view, swap=swap, tell=tell))
    installation.close()
    _say(found, as_json=as_json)


def _say(found: list[Comparison], *, as_json: bool) -> None:
    rows = [
        {
            "view": one.view,
            "position": one.position,
            "rows": one.rows,
            "equal": one.equal,
            "live": one.live,
            "rebuilt": one.rebuilt,
        }
        for one in found
    ]
    if as_json:
        say_json({"views": rows})
    else:
        for row in rows:
            verdict = "equal" if row["equal"] else "DIFFERS"
            say(f"{row['view']}: {row['rows']} rows at position {row['position']}: {verdict}")
    if not all(one.equal for one in found):
        raise typer.Exit(1)
