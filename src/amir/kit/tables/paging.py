"""Pages of a table: which rows, and the addresses of the other pages."""

from dataclasses import dataclass

SIZES = (25, 50, 100)
NEAR = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number; without `url` it is a gap."""

    number: int
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """`number` counts from 1. `address` has `{}` where the page's number goes."""

    total: int
    size: int
    number: int
    address: str

    @property
    def count(self) -> int:
        """How many pages there are; an empty table has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Place of the page's first row, from 1; 0 if there is none."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """Place of the page's last row."""
        return min(self.number * self.size, self.total)

    @property
    def previous_url(self) -> str:
        """Empty on the first page."""
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """Empty on the last page."""
        return self._url(self.number + 1) if self.number < self.count else ""

    @property
    def near(self) -> list[PageLink]:
        """First, last and the pages around this one, with gaps between."""
        around = range(self.number - NEAR, self.number + NEAR + 1)
        wanted = sorted({1, self.count, *(n for n in around if 1 <= n <= self.count)})
        links: list[PageLink] = []
        for number in wanted:
            if links and number > links[-1].number + 1:
                links.append(PageLink(0, ""))
            links.append(PageLink(number, self._url(number), number == self.number))
        return links

    def _url(self, number: int) -> str:
        return self.address.replace("{}", str(number))


def page_asked(text: str, pages: int) -> int:
    """The page number of an address; nonsense is the first page, too much the last."""
    return min(max(int(text), 1), pages) if text.isascii() and text.isdigit() else 1


def size_asked(text: str) -> int:
    """One of the sizes; anything else is the smallest."""
    return int(text) if text.isascii() and text.isdigit() and int(text) in SIZES else SIZES[0]
