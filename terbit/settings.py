"""Settings, read once: TERBIT_… environment, then secret files, then terbit.toml, then defaults."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """Of one installation; `dir` holds all its files."""

    model_config = SettingsConfigDict(env_prefix="TERBIT_", frozen=True, extra="forbid")

    dir: Path = Field(default_factory=lambda: user_data_path("terbit"))
    office: str = "3603"
    host: str = "127.0.0.1"
    port: int = 8600
    undo_seconds: int = 10
    example_data: bool = False
    https: bool = False
    blank_versions: dict[str, list[str]] = Field(default_factory=dict)
    """Printer model -> versions of blanks that it can print; a model not named takes all."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env files here
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (
            init_settings,
            env_settings,
            file_secret_settings,
            TomlConfigSettingsSource(settings_cls, _toml_of(init_settings, env_settings)),
        )


def _toml_of(*sources: PydanticBaseSettingsSource) -> Path:
    given = next((found["dir"] for source in sources if (found := source()).get("dir")), None)
    return Path(given or user_data_path("terbit")) / "terbit.toml"


def read_settings(directory: Path | None) -> Settings:
    """`--dir` wins over TERBIT_DIR."""
    return Settings(dir=directory) if directory is not None else Settings()
