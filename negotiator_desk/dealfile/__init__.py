"""The deal file, format 1: write, read, validate, refuse; JSON Schema."""

from negotiator_desk.dealfile.archive import Package, load, read_data, read_file, write_file
from negotiator_desk.dealfile.decode import decode
from negotiator_desk.dealfile.encode import canonical, revision
from negotiator_desk.dealfile.manifest import Manifest
from negotiator_desk.dealfile.schema import schema

__all__ = [
    "Manifest",
    "Package",
    "canonical",
    "decode",
    "load",
    "read_data",
    "read_file",
    "revision",
    "schema",
    "write_file",
]
