"""Maps the folders at the top of the repository into the one namespace `pullquote`.

All other metadata is in `pyproject.toml`.
"""

from setuptools import find_packages, setup

ROOMS = ("align", "clips", "ui", "samples")

setup(
    packages=[
        f"pullquote.{package}"
        for package in find_packages(include=[*ROOMS, *(f"{room}.*" for room in ROOMS)])
    ],
    package_dir={f"pullquote.{room}": room for room in ROOMS},
)
