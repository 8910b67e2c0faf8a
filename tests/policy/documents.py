"""Documents made at random in many styles, with comments of which it is known whose they are."""

from hypothesis import strategies as st

KEYS = ("a", "seen by", "b-c", "x.y", "no", "naïve", "0113", "it's", "tables", "customer_id")
PLAIN = (
    "x",
    "contact.phone",
    "no",
    "0113 496 0123",
    "it's, so to say",
    "a:b",
    "naïve 😀",
    "- so",
    "one two  three",
    "x#y",
)
QUOTED = (
    "a: b",
    "# no comment",
    "yes",
    "",
    "~",
    "[x",
    "'",
    '"',
    "back\\slash",
    "x # ? no question",
    " edge ",
    "tab\tin",
)
LINES = ("one two three", "# no comment", "last: line", "- dash", "and so on", "# ? 0.5: no question")
STEPS = (1, 2, 4)


class Document:
    """What was drawn: lines, values, and for each comment the path that it belongs to and where it stands."""

    def __init__(self, draw, step, dash):
        self.draw, self.step, self.dash = draw, step, dash
        self.open = False  # whether an empty line would belong to the text above
        self.comments = {}  # its words: (path, "above" | "beside" | "apart" | "within")

    def chance(self, most):
        return self.draw(st.integers(0, most - 1)) == 0

    def one(self, of):
        return self.draw(st.sampled_from(of))

    def comment(self, path, how):
        words = f"# c{len(self.comments)} of {self.one(('x', '[a, b]', 'it: so', '?', '- y'))}"
        self.comments[words] = (path, how)
        return words

    def aside(self, path, how="beside"):
        return f"   {self.comment(path, how)}" if self.chance(4) else ""

    def behind(self, path, head, body):
        """What may stand at the end of the line of a key or dash."""
        return self.aside(path, "within" if body and head[:1] in ("[", "{") and len(head) > 1 else "beside")

    def before(self, path, indent, first):
        """What may stand above an entry: an empty line, a comment that stands apart, one of its own."""
        lines, pad = [], " " * indent
        if self.chance(4) and not self.open:
            lines.append("")
        self.open = False
        if self.chance(8):
            lines += [pad + self.comment(path[:-1], "apart"), ""]
        if self.chance(4):
            about_the_file = first and len(path) == 1
            lines.append(pad + self.comment(() if about_the_file else path, "apart" if about_the_file else "above"))
        return lines

    def text(self, path, indent, flow=False):
        """A text: what stands on the line, the lines below it, and the value."""
        kind = self.draw(st.integers(0, 4 if flow else 8))
        if kind <= 1:
            value = self.one([p for p in PLAIN if not flow or ("," not in p and p != "- so")])
            if value == "- so":
                value = "so -"
            return value, [], value
        if kind <= 3:
            value = self.one(QUOTED)
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"', [], value
        if kind == 4:
            value = self.one((*PLAIN, *QUOTED))
            return "'" + value.replace("'", "''") + "'", [], value
        if kind == 5:
            return "", [], None
        lines = [self.one(LINES) for _ in range(self.draw(st.integers(1, 3)))]
        body = [" " * indent + line for line in lines]
        if kind == 6:
            return ">-", body, " ".join(lines)
        if kind == 7:
            return "|-", body, "\n".join(lines)
        self.open = True
        return "|+", [*body, ""], "\n".join(lines) + "\n\n"

    def brackets(self, path, indent):
        """A list or mapping in brackets, on one line or on several."""
        several = self.chance(3)
        parts, values = [], {}
        for _ in range(self.draw(st.integers(0, 3))):
            key = self.one(KEYS)
            if key in values:
                continue
            here = (*path, key)
            if self.chance(4):
                items = [self.text((*here, n), 0, flow=True) for n in range(self.draw(st.integers(0, 2)))]
                said, value = "[" + ", ".join(i[0] for i in items) + "]", [i[2] for i in items]
            else:
                said, _, value = self.text(here, 0, flow=True)
            parts.append((here, f"{key}: {said}", said))
            values[key] = value
        mapping = self.chance(2)
        if not mapping:
            parts = [((*path, number), said, said) for number, (_, _, said) in enumerate(parts)]
        opened, closed = "{}" if mapping else "[]"
        said = [(here, with_key if mapping else alone) for here, with_key, alone in parts]
        value = values if mapping else list(values.values())
        if not several or not said:
            return opened + ", ".join(one for _, one in said) + closed, [], value
        pad = " " * (indent + 1)
        lines = [f"{pad}{one}{',' if n < len(said) - 1 or self.chance(3) else ''}" for n, (_, one) in enumerate(said)]
        if self.chance(2):
            lines = [line + self.aside(here, "within") for line, (here, _) in zip(lines, said, strict=True)]
            return opened, [*lines, " " * indent + closed], value
        last = lines[-1] + closed
        return (
            opened + lines[0].strip() if len(lines) > 1 else opened + lines[0].strip() + closed,
            ([*lines[1:-1], last] if len(lines) > 1 else []),
            value,
        )

    def value(self, path, indent, depth, dash=None):
        """Any value behind the key or dash in a column: the head, the lines below, the value itself."""
        kind = self.draw(st.integers(0, 5)) if depth else 0
        if kind <= 2:
            return self.text(path, indent + self.step)
        if kind == 3:
            return self.brackets(path, indent + self.step)
        if kind == 4:
            lines, value = self.mapping(path, indent + self.step, depth - 1)
        else:
            lines, value = self.list(path, indent + (self.dash if dash is None else dash), depth - 1)
        return "", lines, value

    def mapping(self, path, indent, depth):
        lines, values = [], {}
        for key in self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)):
            here = (*path, key)
            lines += self.before(here, indent, not values)
            head, body, values[key] = self.value(here, indent, depth)
            lines += [f"{' ' * indent}{key}:{' ' + head if head else ''}{self.behind(here, head, body)}", *body]
        return lines, values

    def list(self, path, indent, depth):
        lines, values = [], []
        for number in range(self.draw(st.integers(1, 3))):
            here = (*path, number)
            lines += self.before(here, indent, first=False)
            if depth and self.chance(3):  # keys on the line of the dash
                inner, value = self.mapping(here, indent + 2, depth - 1)
                at = next(n for n, line in enumerate(inner) if line.strip() and not line.lstrip().startswith("#"))
                if at == 0:
                    lines += [" " * indent + "- " + inner[0][indent + 2 :], *inner[1:]]
                else:
                    lines += [" " * indent + "-", *inner]
            else:
                head, body, value = self.value(here, indent, depth, self.dash or self.step)
                lines += [f"{' ' * indent}-{' ' + head if head else ''}{self.behind(here, head, body)}", *body]
            values.append(value)
        return lines, values


@st.composite
def documents(draw):
    """A text with its values and comments."""
    step = draw(st.sampled_from(STEPS))
    made = Document(draw, step, draw(st.sampled_from([0, step])))
    lines, values = made.mapping((), 0, 3)
    return "\n".join([*lines, ""]), values, made.comments
