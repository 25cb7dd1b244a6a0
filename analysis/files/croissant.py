"""The package as Croissant, the form of metadata in which tools for machine learning look for data.

The specification is MLCommons' Croissant 1.0 (http://mlcommons.org/croissant/1.0), which is made
of schema.org's Dataset.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from analysis.files.citation import Citation
from analysis.tables.package import Field, Package, Table

_OWN = (
    *("citeAs", "column", "conformsTo", "data", "dataType", "equivalentProperty", "examples"),
    *("extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes"),
    *("isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references"),
    *("regex", "repeated", "replace", "samplingRate", "separator", "source", "subField"),
    "transform",
)

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    **{name: f"cr:{name}" for name in _OWN},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
"""The names that the specification prescribes."""

TYPES = {"integer": "sc:Integer", "year": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}
"""The type of a field by that of the schema; all others are text."""


def dataset(package: Package, cited: Citation, at: str) -> dict[str, Any]:
    """The package as a Dataset of schema.org, whose files lie below the address `at`."""
    told = package.descriptor
    coverage = told["coverage"]
    return {
        "@type": "sc:Dataset",
        "name": package.title,
        "description": told["description"],
        "version": package.version,
        "datePublished": str(told["created"])[:10],
        "license": [each["path"] for each in told.get("licenses", ()) if "path" in each],
        "keywords": list(told.get("keywords", ())),
        "creator": {"@type": "sc:Organization", "name": cited.author},
        "temporalCoverage": f"{coverage['start']}/{coverage['end']}",
        "isAccessibleForFree": True,
        "url": at,
    }


def croissant(
    package: Package, files: Mapping[str, bytes], cited: Citation, at: str
) -> dict[str, Any]:
    """The package with every file, table and field of it."""
    tables = [t for t in {**package.tables, **package.extras}.values() if t.path in files]
    return {
        "@context": CONTEXT,
        **dataset(package, cited, at),
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": cited.bibtex(),
        "distribution": [_file(table, files[table.path], at) for table in tables],
        "recordSet": [_record_set(table) for table in tables],
    }


def _file(table: Table, content: bytes, at: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table.path,
        "name": table.path,
        "contentUrl": f"{at}{table.path}",
        "contentSize": f"{len(content)} B",
        "encodingFormat": "text/csv",
        "sha256": sha256(content).hexdigest(),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "key": [{"@id": f"{table.name}/{key}"} for key in table.primary_key],
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    source: dict[str, Any] = {"fileObject": {"@id": table.path}, "extract": {"column": field.name}}
    if field.is_list:
        source["transform"] = {"separator": field.delimiter}
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": TYPES.get(field.type, "sc:Text"),
        **({"repeated": True} if field.is_list else {}),
        "source": source,
    }
