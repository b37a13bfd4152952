"""`terbit schema`: what other programs build on, as this version has it."""

import json
import sys

import typer

from web.api.routes import description

app = typer.Typer(help="Descriptions for other programs.", no_args_is_help=True)


@app.callback()
def schema() -> None:
    """Descriptions for other programs."""


@app.command("openapi")
def openapi() -> None:
    """Print the OpenAPI 3.1 description of /api/v1."""
    text = json.dumps(description(), indent=1, ensure_ascii=False, sort_keys=True)
    sys.stdout.write(text + "\n")
