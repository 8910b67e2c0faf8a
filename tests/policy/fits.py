"""Whether a value fits a JSON Schema: the words of draft 2020-12 that our schemas use, read as the standard has them.

A word that is not known here is an error, so that no schema can say something that no test looks at.
"""

import re

TYPES = {"string": str, "number": (int, float), "array": list, "object": dict}
SAYS = {"$schema", "$defs", "title", "description", "examples", "format"}  # words that refuse nothing


def misfits(value, schema, root=None, path=""):
    """Where and why a value does not fit; empty if it does."""
    root = root or schema
    found = []
    for word, wanted in schema.items():
        if word not in SAYS:
            whys = RULES[word](value, wanted, schema, root, path)
            found += [why if why.startswith("/") else f"{path or '/'}: {why}" for why in whys]
    return found


def _type(value, wanted, *_):
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool) or not any(isinstance(value, TYPES[kind]) for kind in kinds):
        yield f"is no {' or '.join(kinds)}"


def _ref(value, wanted, schema, root, path):
    part = root
    for name in wanted.removeprefix("#/").split("/"):
        part = part[name]
    return misfits(value, part, root, path)


def _properties(value, wanted, schema, root, path):
    for key, inner in wanted.items():
        if isinstance(value, dict) and key in value:
            yield from misfits(value[key], inner, root, f"{path}/{key}")


def _additional(value, wanted, schema, root, path):
    for key in value if isinstance(value, dict) else ():
        if key in schema.get("properties", {}):
            continue
        if wanted is False:
            yield f"{path}/{key}: does not belong here"
        else:
            yield from misfits(value[key], wanted, root, f"{path}/{key}")


def _names(value, wanted, schema, root, path):
    for key in value if isinstance(value, dict) else ():
        yield from misfits(key, wanted, root, f"{path}/{key} (its name)")


def _items(value, wanted, schema, root, path):
    for number, one in enumerate(value if isinstance(value, list) else ()):
        yield from misfits(one, wanted, root, f"{path}/{number}")


def _one_of(value, wanted, schema, root, path):
    fits = [one for one in wanted if not misfits(value, one, root, path)]
    if len(fits) != 1:
        yield f"fits {len(fits)} of {len(wanted)} alternatives"


def _any_of(value, wanted, schema, root, path):
    if all(misfits(value, one, root, path) for one in wanted):
        yield "fits none of the alternatives"


def _when(kind, test, why):
    def rule(value, wanted, *_):
        if isinstance(value, kind) and not test(value, wanted):
            yield why.format(wanted)

    return rule


RULES = {
    "type": _type,
    "$ref": _ref,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
    "oneOf": _one_of,
    "anyOf": _any_of,
    "enum": _when(object, lambda v, w: v in w, "is none of {}"),
    "const": _when(object, lambda v, w: v == w, "is not {}"),
    "required": _when(dict, lambda v, w: set(w) <= set(v), "lacks one of {}"),
    "pattern": _when(str, lambda v, w: re.search(w, v), "does not match {}"),
    "minLength": _when(str, lambda v, w: len(v) >= w, "is shorter than {}"),
    "maxLength": _when(str, lambda v, w: len(v) <= w, "is longer than {}"),
    "minItems": _when(list, lambda v, w: len(v) >= w, "has fewer than {}"),
    "maxItems": _when(list, lambda v, w: len(v) <= w, "has more than {}"),
    "minProperties": _when(dict, lambda v, w: len(v) >= w, "has fewer than {}"),
    "maxProperties": _when(dict, lambda v, w: len(v) <= w, "has more than {}"),
    "uniqueItems": _when(list, lambda v, w: not w or len(v) == len({str(one) for one in v}), "has one twice"),
}
