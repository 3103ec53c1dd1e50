"""Loops in lines between people: who, over others, reports to himself."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID


def joined_in_a_loop(lines: Iterable[tuple[UUID, UUID, UUID]]) -> tuple[UUID, ...]:
    """The lines that lie on a loop.

    ``lines`` are (line, from, to). A line lies on a loop when both its ends are in one strongly
    connected component (R. Tarjan, Depth-first search and linear graph algorithms, 1972; written
    without recursion, as a chain of people can be long).
    """
    edges = tuple(lines)
    onward: dict[UUID, list[UUID]] = defaultdict(list)
    for _, start, end in edges:
        onward[start].append(end)
    component = _components(onward)
    size: dict[int, int] = defaultdict(int)
    for number in component.values():
        size[number] += 1
    return tuple(
        line
        for line, start, end in edges
        if component[start] == component[end] and (size[component[start]] > 1 or start == end)
    )


def _components(onward: dict[UUID, list[UUID]]) -> dict[UUID, int]:
    """The strongly connected component of each node, by number."""
    index: dict[UUID, int] = {}
    low: dict[UUID, int] = {}
    component: dict[UUID, int] = {}
    path: list[UUID] = []
    for root in tuple(onward):
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            node, place = work.pop()
            if place == 0:
                index[node] = low[node] = len(index)
                path.append(node)
            following = onward.get(node, ())
            while place < len(following):
                other = following[place]
                place += 1
                if other not in index:
                    work.extend(((node, place), (other, 0)))
                    break
                if other not in component:
                    low[node] = min(low[node], index[other])
            else:
                if low[node] == index[node]:
                    while True:
                        member = path.pop()
                        component[member] = index[node]
                        if member == node:
                            break
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
    return component
