// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_svg.h"

#include "core/model/weight_text.h"
#include "views/flame_text.h"

#include <QCoreApplication>
#include <QPalette>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int rowHeight = 17;
constexpr int headHeight = 40;
constexpr int footHeight = 26;
constexpr int margin = 10;

struct Flames
{
    Q_DECLARE_TR_FUNCTIONS(Flames)
};

// Zoom: every box is moved and stretched so that the chosen one fills the width. `d` holds a box's x, width,
// depth and share of all; names stand in the <title>.
constexpr auto script = R"js(
"use strict";
(() => {
const svg = document.documentElement;
const width = +svg.dataset.width, left = +svg.dataset.left, glyph = 7;
const boxes = [...document.querySelectorAll("g.b")].map(g => {
  const d = g.dataset.d.split(" ").map(Number);
  return {g, x: d[0], w: d[1], depth: d[2], share: d[3], rect: g.querySelector("rect"),
          text: g.querySelector("text"), name: g.dataset.n, fill: g.querySelector("rect").getAttribute("fill")};
});
const details = document.getElementById("details"), reset = document.getElementById("reset");
const matched = document.getElementById("matched");
let zoomed = boxes[0];
function fit(box, w) {
  const room = Math.floor((w - 6) / glyph);
  if (room < 3) return "";
  if (box.name.length <= room) return box.name;
  const half = Math.floor((room - 1) / 2);
  return box.name.slice(0, room - 1 - half) + "\u2026" + box.name.slice(box.name.length - half);
}
function draw() {
  const scale = width / zoomed.w, end = zoomed.x + zoomed.w;
  for (const b of boxes) {
    const above = b.depth <= zoomed.depth && b.x <= zoomed.x + 1e-6 && b.x + b.w >= end - 1e-6;
    const inside = b.depth > zoomed.depth && b.x >= zoomed.x - 1e-6 && b.x + b.w <= end + 1e-6;
    b.g.style.display = above || inside ? "" : "none";
    if (!above && !inside) continue;
    const x = above ? 0 : (b.x - zoomed.x) * scale, w = above ? width : b.w * scale;
    b.rect.setAttribute("x", left + x);
    b.rect.setAttribute("width", Math.max(0.5, w - (w > 3 ? 0.7 : 0)));
    b.text.setAttribute("x", left + x + 3);
    b.text.textContent = fit(b, w);
  }
  reset.style.display = zoomed === boxes[0] ? "none" : "";
}
function search(words) {
  let expression = null;
  if (words) {
    try { expression = new RegExp(words, /[A-Z]/.test(words) ? "" : "i"); }
    catch (e) { expression = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")); }
  }
  const found = [];
  for (const b of boxes) {
    const hit = expression && b !== boxes[0] && expression.test(b.name);
    b.rect.setAttribute("fill", hit ? svg.dataset.found : b.fill);
    if (hit) found.push(b);
  }
  found.sort((a, b) => a.depth - b.depth);
  const outer = [];
  let sum = 0;
  for (const b of found) {
    if (outer.some(o => b.x >= o.x - 1e-6 && b.x + b.w <= o.x + o.w + 1e-6)) continue;
    outer.push(b);
    sum += b.share;
  }
  matched.textContent = expression ? sum.toFixed(1) + " %" : "";
}
function ask() {
  const words = prompt(svg.dataset.ask);
  if (words !== null) search(words);
}
for (const b of boxes) {
  b.g.addEventListener("click", () => { zoomed = b; draw(); });
  b.g.addEventListener("mouseenter", () => { details.textContent = b.g.querySelector("title").textContent; });
  b.g.addEventListener("mouseleave", () => { details.textContent = ""; });
}
reset.addEventListener("click", () => { zoomed = boxes[0]; draw(); });
document.getElementById("search").addEventListener("click", ask);
addEventListener("keydown", e => {
  if (e.key === "/" || (e.ctrlKey && e.key === "f")) { e.preventDefault(); ask(); }
  else if (e.key === "Escape") { zoomed = boxes[0]; search(""); draw(); }
});
draw();
})();
)js";

// XML 1.0 has no control characters, not even as references: flameBoxName() has escaped them.
QByteArray xml(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 3);
}

void appendBox(QByteArray &out, const FlameLayout &layout, const FlameBox &box, const FlameColors &colors,
               int top)
{
    const QString name = flameBoxName(layout, box, 4096);
    const double share = layout.total > 0 ? double(box.total) * 100 / double(layout.total) : 0;
    out.append("<g class=\"b\" data-n=\"").append(xml(name)).append("\" data-d=\"");
    out.append(number(box.x)).append(' ').append(number(box.width)).append(' ');
    out.append(QByteArray::number(box.depth)).append(' ').append(number(share)).append("\"><title>");
    out.append(xml(name + u"  "_s + shareText(box.total, layout.total) + u"  "_s +
                   weightText(box.total, layout.unit)));
    out.append("</title><rect x=\"").append(number(margin + box.x)).append("\" y=\"");
    out.append(QByteArray::number(top)).append("\" width=\"").append(number(std::max(0.5, box.width)));
    out.append("\" height=\"").append(QByteArray::number(rowHeight - 1)).append("\" fill=\"");
    out.append(colors.fill(layout, box, false).name().toUtf8()).append("\"/><text x=\"");
    out.append(number(margin + box.x + 3)).append("\" y=\"").append(QByteArray::number(top + 12));
    out.append("\"></text></g>\n");
}

void appendHead(QByteArray &out, const QString &title, int height, const FlameColors &colors)
{
    const QByteArray width = QByteArray::number(int(svgWidth) + 2 * margin);
    const QByteArray right = QByteArray::number(int(svgWidth) + margin);
    out.append(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    out.append(width).append("\" height=\"").append(QByteArray::number(height)).append("\" viewBox=\"0 0 ");
    out.append(width).append(' ').append(QByteArray::number(height)).append("\" data-width=\"");
    out.append(number(svgWidth)).append("\" data-left=\"").append(QByteArray::number(margin));
    out.append("\" data-found=\"").append(colors.found().name().toUtf8()).append("\" data-ask=\"");
    out.append(xml(Flames::tr("Search: text, or a regular expression")))
        .append("\">\n<style>text{font:12px ");
    out.append(
        "ui-monospace,Menlo,Consolas,monospace;fill:#1c2129}.b{cursor:pointer}.b:hover rect{stroke:#1c2129}"
        ".b text{pointer-events:none}.a{cursor:pointer;fill:#1f6fc5}</style>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<text x=\"10\"");
    out.append(" y=\"24\" style=\"font-size:16px\">").append(xml(title)).append("</text>\n");
    out.append("<text id=\"reset\" class=\"a\" x=\"400\" y=\"24\" style=\"display:none\">");
    out.append(xml(Flames::tr("Show everything"))).append("</text>\n<text id=\"search\" class=\"a\" x=\"");
    out.append(right).append("\" y=\"24\" text-anchor=\"end\">").append(xml(Flames::tr("Search")));
    out.append("</text>\n<text id=\"matched\" x=\"").append(right).append("\" y=\"");
    out.append(QByteArray::number(height - 9))
        .append("\" text-anchor=\"end\"></text>\n<text id=\"details\" x=\"10\" y=\"");
    out.append(QByteArray::number(height - 9)).append("\"></text>\n");
}

} // namespace

QByteArray flameSvg(const FlameLayout &layout, FlameScheme scheme, const QString &title)
{
    QPalette light; // a file has no theme
    light.setColor(QPalette::Window, Qt::white);
    light.setColor(QPalette::WindowText, Qt::black);
    light.setColor(QPalette::Base, Qt::white);
    light.setColor(QPalette::Text, QColor(0x1c, 0x21, 0x29));
    const FlameColors colors(light, scheme);
    const int rows = layout.rows + layout.callers;
    const int height = headHeight + rows * rowHeight + footHeight;
    QByteArray out;
    appendHead(out, title, height, colors);
    for (const FlameBox &box : layout.boxes) {
        const int row = box.depth + layout.callers;
        appendBox(out, layout, box, colors, headHeight + (rows - 1 - row) * rowHeight);
    }
    out.append("<script><![CDATA[").append(script).append("]]></script>\n</svg>\n");
    return out;
}

} // namespace radiosonde
