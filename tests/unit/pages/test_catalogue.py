"""Every word that pages say has its English, with the same places; nothing else has any."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from jinja2 import Environment, nodes

from application.language import speaking
from application.phrases import Phrase, either, in_words, packed, unpacked
from tests.support.catalogue import (
    CODE,
    ENGLISH,
    KINDS,
    ROOT,
    TEMPLATES,
    known,
    main,
    of_code,
    untranslated,
    updated,
)

CATALOGUES = sorted(KINDS)
PLACE = re.compile(r"%\(\w+\)s|\{\w*\}")
HOW_MANY = frozenset({"%(num)s", "{n}"})
PAGES = [path for folder in TEMPLATES for path in sorted((ROOT / folder).glob("*.html"))]
MARKS = frozenset({"_", "N_", "counted"})


def messages(name: str) -> list[Message]:
    return [one for one in known(name) if one.id]


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_the_source_says_stands_in_its_catalogue(name: str) -> None:
    found = {one.id for one in messages(name)}

    assert found == {one if isinstance(one, str) else tuple(one) for one in KINDS[name]()}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_has_its_english_in_every_form(name: str) -> None:
    assert [] == [one.id for one in untranslated(known(name))]


@pytest.mark.parametrize("name", CATALOGUES)
def test_english_has_the_places_of_the_message(name: str) -> None:
    """One form of a count may leave the number out: it is in the word."""
    differ = [one.id for one in messages(name) if not _same_places(one)]

    assert [] == differ


def _same_places(message: Message) -> bool:
    said = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = set(PLACE.findall(said[-1]))
    return all(wanted - HOW_MANY <= set(PLACE.findall(text or "")) <= wanted for text in texts)


def test_what_stands_in_both_catalogues_has_one_english() -> None:
    """Only one of the two is ever shown."""
    english: dict[object, set[object]] = {}
    for name in CATALOGUES:
        for one in messages(name):
            english.setdefault(one.id, set()).add(one.string)

    assert {} == {said: texts for said, texts in english.items() if len(texts) > 1}


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_english_is_a_guess_or_left_behind(name: str) -> None:
    text = (ENGLISH / name).read_text()

    assert [] == re.findall(r"^#, .*fuzzy.*$|^#~.*$|^#: .*$", text, re.MULTILINE)


def test_the_command_leaves_a_whole_catalogue_as_it_is(tmp_path: Path) -> None:
    for name in CATALOGUES:
        (tmp_path / name).write_bytes((ENGLISH / name).read_bytes())

    wanting = main(tmp_path)

    assert 0 == wanting
    for name in CATALOGUES:
        assert (ENGLISH / name).read_text() == (tmp_path / name).read_text()


def test_a_new_message_comes_in_and_an_old_one_goes(tmp_path: Path) -> None:
    text = (ENGLISH / "words.po").read_text()
    assert 'msgid "Antrean cetak"\n' in text
    (tmp_path / "words.po").write_text(text.replace('"Antrean cetak"', '"Antrean lama"'))

    catalogue = updated("words.po", tmp_path)

    assert "Antrean cetak" in [one.id for one in untranslated(catalogue)]
    assert catalogue.get("Antrean lama") is None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_templates_translate_literals_only(path: Path) -> None:
    """What `_` gives back is HTML as it stands: a value would be put in without escaping."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    tree = environment.parse(path.read_text())

    assert [] == list(_variables(tree))


def test_a_template_that_translates_a_value_is_found() -> None:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    bad = '{{ _(reason) }}{{ ngettext(one, "many", n) }}{{ _("fine") }}{% trans %}x{% endtrans %}'

    assert 2 == len(list(_variables(environment.parse(bad))))


def _variables(tree: nodes.Template) -> Iterator[str]:
    forms = {"_": 1, "gettext": 1, "ngettext": 2}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in forms:
            said = call.args[: forms[call.node.name]]
            if not said or not all(isinstance(one, nodes.Const) for one in said):
                yield f"line {call.lineno}"


def test_what_is_marked_in_code_is_what_is_extracted() -> None:
    """The extractor reads tokens: it sees nothing within f-strings, and too much in brackets."""
    marked = {
        text
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", None) in MARKS
        for text in _literals(call)
    }
    extracted = {
        text for one in of_code() for text in ((one,) if isinstance(one, str) else tuple(one))
    }

    assert marked == extracted


def _literals(call: ast.Call) -> Iterator[str]:
    """An f-string under a mark can never be found in a catalogue."""
    for argument in call.args[:2]:
        assert not isinstance(argument, ast.JoinedStr), ast.unparse(call)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def test_a_phrase_is_indonesian_and_can_be_said_again() -> None:
    reason = Phrase("Periksa: {fields}.", fields=either([Phrase("Nama"), "NAMA"]))

    with speaking("en"):
        again = in_words(reason)

    assert "Periksa: Nama atau NAMA." == reason == in_words(reason)
    assert "Check: Name or NAMA." == again


def test_what_is_data_in_a_phrase_is_never_translated() -> None:
    """A sheet may have the name of a word of ours."""
    told = Phrase(
        'Lembar "{sheet}": {reason}', sheet="Nama", reason=Phrase("Nama hanya satu kata.")
    )

    with speaking("en"):
        assert 'Sheet "Nama": The name is only one word.' == in_words(told)


def test_a_phrase_crosses_a_pipe() -> None:
    told = Phrase("Baris {line}: {reason}", line=3, reason=Phrase("Tidak ditemukan."))

    with speaking("en"):
        assert "Row 3: Not found." == in_words(unpacked(packed(told)))
