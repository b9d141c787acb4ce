"""Read a VBA project with programs that this project did not write."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import olefile
from oletools.olevba import VBA_Parser

from tests.programs import missing

_JARS = Path("/usr/share/java")
_NEEDED = ("poi", "poi-ooxml", "poi-ooxml-schemas", "commons-collections4", "commons-codec", "commons-compress")
_READER = """
import java.io.File;
import java.util.Map;
import org.apache.poi.poifs.macros.Module;
import org.apache.poi.poifs.macros.VBAMacroReader;

public class ReadMacros {
    public static void main(String[] files) throws Exception {
        for (Map.Entry<String, Module> each : new VBAMacroReader(new File(files[0])).readMacroModules().entrySet()) {
            Module module = each.getValue();
            int hash = module.getContent().replace("\\r\\n", "\\n").hashCode();
            System.out.println(each.getKey() + "\\t" + module.geModuleType() + "\\t" + hash);
        }
    }
}
"""


def sources_by_olevba(path: Path) -> dict[str, str]:
    """Module name to source, as oletools' olevba reads a workbook or a project."""
    parser = VBA_Parser(str(path))
    return {stream.rpartition("/")[2]: source for _, stream, _, source in parser.extract_macros()}


def modules_by_poi(path: Path, scratch: Path) -> dict[str, tuple[str, int]]:
    """Module name to kind and hash of the source, as Apache POI reads a workbook."""
    java = shutil.which("java") or missing("Java")
    jars = [_JARS / f"{name}.jar" for name in _NEEDED]
    if not all(jar.exists() for jar in jars) or not shutil.which("javac"):
        missing("Apache POI (libapache-poi-java) with a Java compiler")
    program = scratch / "ReadMacros.java"
    program.write_text(_READER, encoding="ascii")
    said = subprocess.run(
        [java, "-cp", ":".join(map(str, jars)), str(program), str(path)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    lines = (line.split("\t") for line in said.stdout.splitlines())
    return {name: (kind, int(hashed)) for name, kind, hashed in lines}


def java_hash(text: str) -> int:
    """Java's hash of a text, by which two programs compare it without printing it."""
    value = 0
    for unit in text.replace("\r\n", "\n"):
        value = (value * 31 + ord(unit)) & 0xFFFFFFFF
    return value - (1 << 32) if value >= 1 << 31 else value


def streams_of(content: bytes) -> dict[str, bytes]:
    """Path to content of each stream of a compound file; olefile raises on any defect."""
    with olefile.OleFileIO(content, raise_defects=olefile.DEFECT_UNSURE) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}
