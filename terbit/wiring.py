"""Where everything is joined: the only place that makes the real parts and hands them out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from application.access.accounts import Accounts
from application.access.codes import Codes
from application.access.saved_views import SavedViews
from application.database import open_sqlite
from application.deciding import Centre
from application.erasing import carry_out_all
from application.granting_leases import Payloads
from application.importing.jobs import Imports
from application.importing.regions import KemendagriRegions
from application.importing.uploads import Uploads
from application.personal.attachments import Attachments
from application.personal.keys import Keys
from application.ports import Clock, Identifiers
from application.registry.application import Registry
from projections.check_runs import CheckRuns
from projections.checking import Checker
from projections.runner import BatchRunner
from projections.views import VIEWS
from terbit.errors import NoInstallation
from terbit.settings import Settings
from terbit.system import SystemClock, SystemIdentifiers
from web.house import House, News
from web.sso import Provider
from workers.loop import Loop
from workers.projector import projector
from workers.render_ahead import RenderAhead

MASTER = "master.key"
SESSION = "session.key"
IMPORTS_SECONDS = 60.0
"""How often lists that nobody started are looked for, to be put away."""

CHECKS_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class Installation:
    """The parts of one installation, opened."""

    settings: Settings
    centre: Centre
    access: Engine
    accounts: Accounts
    codes: Codes
    views: Engine
    runner: BatchRunner

    @property
    def log(self) -> Path:
        return self.centre.registry.path

    def close(self) -> None:
        self.centre.registry.close()
        self.views.dispose()


class Loops:
    """Started and stopped together."""

    def __init__(self, *loops: Loop) -> None:
        self._loops = loops

    def start(self) -> None:
        for loop in self._loops:
            loop.start()

    def stop(self, timeout: float | None = None) -> bool:
        """True when every loop has ended its turn."""
        ended = [loop.stop(timeout) for loop in self._loops]
        return all(ended)


def make_secrets(directory: Path, identifiers: Identifiers) -> None:
    """Master and session key, readable by the owner only; never overwritten."""
    secrets = directory / "secrets"
    secrets.mkdir(parents=True, exist_ok=True)
    secrets.chmod(0o700)
    for name in (MASTER, SESSION):
        path = secrets / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_bytes(identifiers.token(32))


def open_installation(
    settings: Settings, clock: Clock | None = None, identifiers: Identifiers | None = None
) -> Installation:
    """Raises NoInstallation. Real clock and real randomness unless others are given."""
    directory = settings.dir
    master = directory / "secrets" / MASTER
    if not master.exists():
        raise NoInstallation(str(directory))
    clock, identifiers = clock or SystemClock(), identifiers or SystemIdentifiers()
    keys = Keys(open_sqlite(directory / "keys.sqlite"), master.read_bytes(), clock, identifiers)
    centre = Centre(
        registry=Registry(directory / "events.sqlite", keys, identifiers),
        keys=keys,
        attachments=Attachments(open_sqlite(directory / "attachments.sqlite"), keys, identifiers),
        clock=clock,
        identifiers=identifiers,
        regions=KemendagriRegions(),
        undo_seconds=settings.undo_seconds,
        blank_versions=settings.blank_versions,
    )
    carry_out_all(centre)
    access = open_sqlite(directory / "access.sqlite")
    views = open_sqlite(directory / "views.sqlite")
    return Installation(
        settings=settings,
        centre=centre,
        access=access,
        accounts=Accounts(access, clock, identifiers),
        codes=Codes(access, clock, identifiers),
        views=views,
        runner=BatchRunner(VIEWS, views, centre.registry.path, keys),
    )


def _provider(settings: Settings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        claim=settings.oidc_claim,
    )


def make_house(installation: Installation) -> tuple[House, Loops]:
    """The web's house, and the loops that work beside it (not yet started)."""
    news = News(installation.centre.registry.position())
    payloads = Payloads(installation.centre)
    ahead = RenderAhead(payloads)
    loop = projector(installation.runner, news.tell)
    imports = Imports(
        installation.centre, Uploads(installation.settings.dir / "uploads"), news.tell
    )
    importer = Loop("import", imports.turn, IMPORTS_SECONDS)
    imports.begin(importer.wake, lambda: importer.stopping)
    checks = _check_runs(installation, news)
    checker = Loop("check", checks.turn, CHECKS_SECONDS)
    checks.begin(checker.wake, lambda: checker.stopping)
    house = House(
        centre=installation.centre,
        payloads=payloads,
        accounts=installation.accounts,
        codes=installation.codes,
        views=installation.views,
        runner=installation.runner,
        log=installation.log,
        imports=imports,
        saved_views=SavedViews(installation.access),
        checks=checks,
        secret=(installation.settings.dir / "secrets" / SESSION).read_bytes().hex(),
        example_data=installation.settings.example_data,
        provider=_provider(installation.settings),
        public_phone=installation.settings.public_phone,
        public_address=installation.settings.public_address,
        news=news,
        wake_projector=loop.wake,
        render_ahead=ahead.ask,
    )
    installation.centre.registry.listeners.append(lambda _position: loop.wake())
    return house, Loops(importer, loop, ahead.loop, checker)


def _check_runs(installation: Installation, news: News) -> CheckRuns:
    centre, folder = installation.centre, installation.settings.dir / "checks"
    for left in folder.glob("tmp*"):  # of a process that was killed: names and numbers are in it
        rmtree(left, ignore_errors=True)

    @contextmanager
    def scratch() -> Iterator[Engine]:
        with TemporaryDirectory(dir=folder) as place:
            engine = open_sqlite(Path(place) / "scratch.sqlite")
            try:
                yield engine
            finally:
                engine.dispose()

    return CheckRuns(
        checker=Checker(installation.views, installation.log, centre.keys),
        views=VIEWS,
        scratch=scratch,
        kept=folder / "last.json",
        clock=centre.clock,
        identifiers=centre.identifiers,
        tell=news.tell,
    )
