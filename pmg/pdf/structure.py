"""The tag tree (structuurboom) of a PDF: what a screen reader reads, and in which order.

WeasyPrint 70 tags page by page: a table over three pages becomes three tables, running heads
become content, header cells lose their scope. This module builds the tree anew, one node per
HTML element over all its pages, and takes the place of `weasyprint.pdf.add_tags`.

A role comes from the HTML tag, or from `data-tag` where HTML has no word for it (TOC, TOCI,
Reference, Artifact). Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SVG = "{http://www.w3.org/2000/svg}"

ROLES = {
    "a": "Link",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "figcaption": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "li": "LI",
    "ol": "L",
    "p": "P",
    "section": "Sect",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    f"{SVG}svg": "Figure",
    "svg": "Figure",
}

# Kept although nothing stands in them: a table must stay a grid.
MAY_BE_EMPTY = {"TD", "TH"}


@dataclass(eq=False)
class Node:
    """One element of the tree, before it is written."""

    role: str
    element: Any = None
    lang: str | None = None
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    boxes: list[tuple[int, Any]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.kids and self.role not in MAY_BE_EMPTY


@dataclass(frozen=True)
class Mark:
    """A stretch of a page's content."""

    page: int
    mcid: int


@dataclass(eq=False)
class Annotation:
    """A link area on a page."""

    page: int
    dictionary: Any


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: list[Any]) -> None:
    """Write the tag tree of all pages into `pdf`. Called by WeasyPrint in place of its own."""
    tree = _Tree()
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.read_page(number, page._page_box, stream)
    _Writer(pdf, document, len(page_streams)).write(_pruned(tree.root))
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Tree:
    """Reads the boxes of all pages into nodes; an element that goes on stays one node."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._nodes: dict[tuple[int, str], Node] = {}
        self._heads: dict[int, int] = {}  # table head -> page on which it stood first

    def read_page(self, number: int, page_box: Any, stream: Any) -> None:
        self._page, self._marks = number, stream._tags
        self._artifacts: dict[int, str] = {}
        for child in page_box.children:
            if isinstance(child, boxes.MarginBox):
                edge = "Header" if child.at_keyword.startswith("@top") else "Footer"
                self._hide(child, f"/Type /Pagination /Subtype /{edge}")
            else:
                self._read(child, self.root)
        _rewrite_marks(stream, self._artifacts)
        self._marks.clear()

    def _read(self, box: Any, parent: Node) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._add_mark(box, parent)
            return
        node = self._node_for(box, parent)
        if node is None:
            self._hide(box, "/Type /Layout")
            return
        annotation = box.link_annotation
        if annotation is not None and not _has_linked_child(box):
            node.kids.append(Annotation(self._page, annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._add_mark(box, node)
            node.boxes.append((self._page, box))
        for child in _children(box):
            self._read(child, node)

    def _add_mark(self, box: Any, node: Node) -> None:
        mark = self._marks.get(box)
        if mark is not None:
            node.kids.append(Mark(self._page, mark["mcid"]))

    def _node_for(self, box: Any, parent: Node) -> Node | None:
        """The node a box speaks for: a new one, one from an earlier page, or its parent's."""
        element = box.element
        if element is None or isinstance(box, boxes.LineBox):
            return parent
        tag = box.element_tag
        role = element.get("data-tag") or ROLES.get(tag)
        if role == "Artifact":
            return None
        if tag == "thead" and self._heads.setdefault(id(element), self._page) != self._page:
            return None  # repeated on a later page: read once is enough
        if tag in ("li::marker", "li::before"):
            return self._node(element, "Lbl", self._node(element, "LI", parent))
        if ":" in tag and not tag.startswith("{"):  # ::before, ::after
            return parent
        if role is None:
            return parent
        node = self._node(element, role, parent)
        return self._node(element, "LBody", node) if role == "LI" else node

    def _node(self, element: Any, role: str, parent: Node) -> Node:
        key = (id(element), role)
        if key not in self._nodes:
            node = Node(role, element, element.get("lang"))
            # A list item's body is known before its bullet is met, yet is read after it.
            parent.kids.insert(0 if role == "Lbl" else len(parent.kids), node)
            self._nodes[key] = node
        return self._nodes[key]

    def _hide(self, box: Any, properties: str) -> None:
        """Mark everything in a box as decoration."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if (mark := self._marks.get(box)) is not None:
            self._artifacts[mark["mcid"]] = properties
        for child in _children(box):
            self._hide(child, properties)


def _children(box: Any) -> Iterator[Any]:
    """The boxes in a box; a table's captions before its rows, wherever they are drawn."""
    if isinstance(box, boxes.ParentBox):
        yield from sorted(box.children, key=lambda child: not _is_caption(child))


def _is_caption(box: Any) -> bool:
    return getattr(box, "element_tag", None) == "caption"


def _has_linked_child(box: Any) -> bool:
    """Whether a box within carries the link too; then that one is nearer to the text."""
    return any(
        getattr(child, "link_annotation", None) is not None or _has_linked_child(child)
        for child in _children(box)
    )


def _rewrite_marks(stream: Any, artifacts: dict[int, str]) -> None:
    """Turn marked content without a place in the tree into artifacts, in the page itself."""
    for index, item in enumerate(stream.stream):
        mcid = item.get("MCID") if isinstance(item, pydyf.Dictionary) else None
        if mcid in artifacts:
            stream.stream[index - 1] = "/Artifact"
            stream.stream[index] = f"<<{artifacts[mcid]}>>"


def _pruned(node: Node) -> Node:
    """The tree without nodes in which nothing stands."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or not _pruned(kid).is_empty]
    return node


class _Writer:
    """Writes nodes as PDF objects, with the way back from content to node."""

    def __init__(self, pdf: Any, document: Any, pages: int) -> None:
        self.pdf, self.document = pdf, document
        self.parents: list[dict[int, bytes]] = [{} for _ in range(pages)]
        self.annotations: list[tuple[bytes, Any]] = []

    def write(self, root: Node) -> None:
        numbers = pydyf.Dictionary({})
        tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(numbers)
        self.pdf.add_object(tree)
        tree["ParentTree"] = numbers.reference
        tree["K"] = pydyf.Array([self._element(root, tree.reference)])
        numbers["Nums"] = self._parent_tree()
        tree["ParentTreeNextKey"] = len(self.parents) + len(self.annotations)
        self.pdf.catalog["StructTreeRoot"] = tree.reference

    def _parent_tree(self) -> Any:
        nums = pydyf.Array()
        for page, by_mcid in enumerate(self.parents):
            size = max(by_mcid, default=-1) + 1
            nums.extend([page, pydyf.Array(by_mcid.get(mcid, "null") for mcid in range(size))])
        for key, (reference, annotation) in enumerate(self.annotations, len(self.parents)):
            annotation["StructParent"] = key
            nums.extend([key, reference])
        return nums

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self.pdf.add_object(element)
        reference: bytes = element.reference
        if node.lang:
            element["Lang"] = pydyf.String(node.lang)
        self._describe(element, node)
        element["K"] = pydyf.Array(self._kid(kid, node, reference) for kid in node.kids)
        return reference

    def _kid(self, kid: Node | Mark | Annotation, node: Node, reference: bytes) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, reference)
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Mark):
            self.parents[kid.page][kid.mcid] = reference
            return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})
        kid.dictionary["Contents"] = pydyf.String(_link_text(node.element))
        self.annotations.append((reference, kid.dictionary))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": page})

    def _describe(self, element: Any, node: Node) -> None:
        if node.role == "TH":
            scope = "Row" if node.element.get("scope") == "row" else "Column"
            element["A"] = _table_attributes(node.element, Scope=f"/{scope}")
        elif node.role == "TD":
            if {"colspan", "rowspan"} & set(node.element.keys()):
                element["A"] = _table_attributes(node.element)
        elif node.role == "L":
            numbering = "Decimal" if node.element.tag == "ol" else "Disc"
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})
        elif node.role == "Figure":
            element["Alt"] = pydyf.String(_alternative(node.element))
            element["A"] = self._place(node)

    def _place(self, node: Node) -> Any:
        """Where a figure stands, in points from the lower left corner of its page."""
        page, box = node.boxes[0]
        left, top = box.content_box_x(), box.content_box_y()
        height = self.document.pages[page].height
        corners = (left, height - top - box.height, left + box.width, height - top)
        bounds = pydyf.Array(round(corner * 0.75, 2) for corner in corners)
        return pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": bounds})


def _table_attributes(element: Any, **attributes: str) -> Any:
    values: dict[str, Any] = {"O": "/Table", **attributes}
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if element.get(name):
            values[key] = int(element.get(name))
    return pydyf.Dictionary(values)


def _link_text(element: Any) -> str:
    return element.get("title") or " ".join("".join(element.itertext()).split())


def _alternative(element: Any) -> str:
    """The sentence that stands for a picture: `aria-label`, an SVG's title, or `alt`."""
    title = element.find(f"{SVG}title")
    text = title.text if title is not None else element.get("alt")
    if not text:
        raise ValueError("A picture in the report has no alternative text.")
    return str(text)
