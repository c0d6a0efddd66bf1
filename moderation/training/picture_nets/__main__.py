"""Make the nets: `python -m moderation.training.picture_nets WHEEL NPM_PACKAGE FOLDER`."""

import sys
from pathlib import Path

from moderation.training.picture_nets import drawings, photos


def main(wheel: str, package: str, folder: str) -> None:
    """Write `photos.onnx` and `drawings.onnx` into the folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / "photos.onnx").write_bytes(photos.make(Path(wheel)))
    (Path(folder) / "drawings.onnx").write_bytes(drawings.make(Path(package)))


if __name__ == "__main__":
    main(*sys.argv[1:])
