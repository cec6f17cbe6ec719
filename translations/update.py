#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the translations up to date with the sources: translations/update.py [--check]

Runs Qt's lupdate over the tree and keeps what is translated already, by source text. New messages are marked
unfinished. With --check nothing is written: the exit status is 1 when a message of the sources is missing or
unfinished, or when a translation has other place markers (%1, %n) than its source.

lupdate takes the class around a call for its context, which is wrong for the tr() helpers of files that have no QObject:
those messages go to the context "radiosonde", where the program looks when a context has no translation
(app/common/language.cpp).
"""
import glob
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["app", "core", "remote", "views"]
FALLBACK = "radiosonde"


def find_lupdate():
    for name in ["/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate"]:
        if found := shutil.which(name):
            return found
    sys.exit("lupdate of Qt 6 is missing (qt6-l10n-tools)")


def object_classes():
    """Names of the classes that have a context of their own."""
    names = set()
    for folder in FOLDERS:
        for path in glob.glob(f"{ROOT}/{folder}/**/*.h", recursive=True):
            text = Path(path).read_text()
            names.update(re.findall(r"class (\w+)[^;{]*\{\s*Q_OBJECT", text))
    return names


def messages_of_sources(language):
    """{context: {(source, comment): numerus}} as the sources have them."""
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/all.ts"
        command = [find_lupdate(), "-silent", "-I", str(ROOT), "-no-obsolete", "-locations", "none",
                   "-source-language", "en", "-target-language", language, "-extensions", "cpp,h"]
        subprocess.run(command + [str(ROOT / name) for name in FOLDERS] + ["-ts", file], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        tree = ElementTree.parse(file)
    objects = object_classes()
    result = {}
    for context in tree.getroot().iter("context"):
        name = context.find("name").text
        if name.startswith("radiosonde::") and name.split("::", 1)[1] not in objects:
            name = FALLBACK
        for message in context.iter("message"):
            key = (message.find("source").text, message.findtext("comment"))
            result.setdefault(name, {})[key] = message.get("numerus") == "yes"
    return result


def known_translations(path):
    """{(source, comment): translation}; a translation is a text, or a tuple of texts where there is a number."""
    known = {}
    if not path.exists():
        return known
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type"):
            continue
        forms = tuple(form.text or "" for form in translation.iter("numerusform"))
        known[(message.find("source").text, message.findtext("comment"))] = forms or translation.text or ""
    return known


def render(language, messages, known):
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name in sorted(messages):
        context = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(context, "name").text = name
        for (source, comment), numerus in messages[name].items():
            message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if numerus else {})
            ElementTree.SubElement(message, "source").text = source
            if comment:
                ElementTree.SubElement(message, "comment").text = comment
            translation = ElementTree.SubElement(message, "translation")
            text = known.get((source, comment), known.get((source, None)))
            if not text or (numerus != isinstance(text, tuple)):
                translation.set("type", "unfinished")
            elif numerus:
                for form in text:
                    ElementTree.SubElement(translation, "numerusform").text = form
            else:
                translation.text = text
    ElementTree.indent(root, "    ")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ElementTree.tostring(root, "unicode") + "\n"


def markers(text):
    return sorted(set(re.findall(r"%(?:L?\d|n)", text)))


def faults(messages, path):
    """What --check complains about."""
    known = known_translations(path)
    for name, texts in messages.items():
        for (source, comment), numerus in texts.items():
            text = known.get((source, comment), known.get((source, None)))
            if not text or (numerus != isinstance(text, tuple)):
                yield f'{path.name}: {name}: not translated: "{source}"'
                continue
            for form in text if numerus else [text]:
                if markers(form) != markers(source):
                    yield f'{path.name}: {name}: place markers differ: "{source}"'


def main():
    check = "--check" in sys.argv[1:]
    found = []
    for path in sorted((ROOT / "translations").glob("radiosonde_*.ts")):
        language = path.stem.split("_", 1)[1]
        messages = messages_of_sources(language)
        if language == "en":  # the sources are English: only "%n row(s)" needs its forms
            messages = {name: {key: True for key, numerus in texts.items() if numerus}
                        for name, texts in messages.items() if any(texts.values())}
        if not check:
            path.write_text(render(language, messages, known_translations(path)))
        found += list(faults(messages, path))
    print("\n".join(found))
    return 1 if found and check else 0


if __name__ == "__main__":
    sys.exit(main())
