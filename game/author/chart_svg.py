"""A chart as a drawing: SVG that stands by itself, with no script and nothing to fetch."""

from html import escape

from game.author.chart import Chart, Shape, Way
from game.author.chart_layout import LINE, Layout, Spot, lay_out

_STYLE = """
text { font: 12px serif; fill: #222; text-anchor: middle; }
.label { font-size: 10px; fill: #666; }
.box { fill: #fbf8f1; stroke: #555; }
.record { stroke-width: 2.5; }
.hinge { fill: #f6e3df; stroke: #a33; }
.ending { fill: #eee6d2; }
.storylet { stroke-dasharray: 4 2; }
.unseen { fill: #eee; stroke: #bbb; } .unseen + text, .unseen ~ text { fill: #999; }
.way { fill: none; stroke: #999; } .way.record { stroke: #333; }
""".strip()


def as_svg(chart: Chart) -> str:
    """The drawing; the road of the record is drawn thick, what no play reached is grey."""
    layout = lay_out(chart)
    width, height = round(layout.width), round(layout.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<title>{escape(chart.title)}</title>",
        f"<style>{_STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="#777"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    parts += [_way(layout, way) for way in chart.ways if way.start in layout.spots and way.end in layout.spots]
    parts += [_box(spot) for spot in layout.spots.values()]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _box(spot: Spot) -> str:
    box = spot.box
    classes = ["box", box.shape.value.split()[0]]
    classes += ["record"] if box.record else []
    classes += [] if box.seen else ["unseen"]
    left, top = spot.x - spot.width / 2, spot.y - spot.height / 2
    name = " ".join(classes)
    if box.shape is Shape.HINGE:
        tip = 9
        points = (
            f"{left - tip:.0f},{spot.y:.0f} {left:.0f},{top:.0f} {left + spot.width:.0f},{top:.0f} "
            f"{left + spot.width + tip:.0f},{spot.y:.0f} {left + spot.width:.0f},{top + spot.height:.0f} "
            f"{left:.0f},{top + spot.height:.0f}"
        )
        drawn = f'<polygon class="{name}" points="{points}"/>'
    else:
        round_by = spot.height / 2 if box.shape is Shape.ENDING else 3
        drawn = (
            f'<rect class="{name}" x="{left:.0f}" y="{top:.0f}" width="{spot.width:.0f}" '
            f'height="{spot.height:.0f}" rx="{round_by:.0f}"/>'
        )
    first = spot.y - (len(spot.lines) - 1) * LINE / 2 + 4
    texts = "".join(
        f'<text x="{spot.x:.0f}" y="{first + number * LINE:.0f}">{escape(line)}</text>'
        for number, line in enumerate(spot.lines)
    )
    return f"<g><title>{escape(box.id)}</title>{drawn}{texts}</g>"


def _way(layout: Layout, way: Way) -> str:
    start, end = layout.spots[way.start], layout.spots[way.end]
    name = "way record" if way.record else "way"
    title = f"<title>{escape(way.label)}</title>" if way.label else ""
    if end.y > start.y:
        x1, y1, x2, y2 = start.x, start.y + start.height / 2, end.x, end.y - end.height / 2
        bend = (y2 - y1) / 2
        path = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
    else:
        x1, y1, x2, y2 = start.x + start.width / 2, start.y, end.x + end.width / 2, end.y
        side = max(x1, x2) + 40
        path = f"M{x1:.0f} {y1:.0f}C{side:.0f} {y1:.0f} {side:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    return f'<path class="{name}" d="{path}" marker-end="url(#tip)">{title}</path>'
