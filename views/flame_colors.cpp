// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_colors.h"

#include "views/theme.h"

#include <algorithm>
#include <cmath>

namespace radiosonde
{

namespace
{

// The same at every run, so that a function keeps its colour.
uint seedOf(const QString &text)
{
    uint hash = 2166136261u; // FNV-1a
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 16777619u;
    return hash;
}

float fraction(uint seed)
{
    return float(seed % 1000) / 1000.0F;
}

} // namespace

FlameColors::FlameColors(const QPalette &palette, FlameScheme scheme)
    : m_scheme(scheme), m_dark(isDark(palette)), m_base(palette.color(QPalette::Base)),
      m_text(palette.color(QPalette::Text)),
      m_found(m_dark ? QColor::fromHslF(0.84F, 0.55F, 0.42F) : QColor::fromHslF(0.84F, 0.75F, 0.78F))
{
}

QColor FlameColors::toned(float hue, float strength, uint seed) const
{
    const float shift = (fraction(seed) - 0.5F) * 0.09F;
    const float lightness = (m_dark ? 0.34F : 0.77F) + shift;
    return QColor::fromHslF(hue, strength, lightness);
}

QColor FlameColors::ofFrame(const Frame &frame) const
{
    const uint seed = seedOf(frame.name);
    if (frame.kind == FrameKind::Note)
        return blend(m_base, m_text, 0.3);
    if (frame.kind == FrameKind::Process)
        return blend(m_base, m_text, 0.16);
    switch (m_scheme) {
    case FlameScheme::Module:
        return toned(fraction(seedOf(frame.module)), frame.module.isEmpty() ? 0.0F : 0.5F, seed);
    case FlameScheme::Name:
        return toned(fraction(seed), 0.5F, seed);
    case FlameScheme::Waiting:
        return frame.kind == FrameKind::Kernel ? toned(0.60F, 0.55F, seed) : toned(0.46F, 0.45F, seed);
    case FlameScheme::Kind:
        break;
    }
    return frame.kind == FrameKind::Kernel ? toned(0.07F, 0.7F, seed) : toned(0.13F, 0.65F, seed);
}

QColor FlameColors::ofDifference(const FlameLayout &layout, const FlameBox &box) const
{
    const double change = shareChange(layout, box);
    const double amount = std::min(1.0, std::sqrt(std::abs(change)) * 1.6);
    const QColor neutral = blend(m_base, m_text, m_dark ? 0.18 : 0.08);
    const QColor full = m_dark ? QColor::fromHslF(change > 0 ? 0.0F : 0.6F, 0.6F, 0.42F)
                               : QColor::fromHslF(change > 0 ? 0.0F : 0.6F, 0.85F, 0.7F);
    return blend(neutral, full, amount);
}

QColor FlameColors::fill(const FlameLayout &layout, const FlameBox &box, bool dimmed) const
{
    if (box.matched)
        return m_found;
    QColor color = box.parent == FlameBox::noParent ? blend(m_base, m_text, 0.1)
                   : layout.compares                ? ofDifference(layout, box)
                   : box.merged > 0                 ? blend(m_base, m_text, 0.22)
                                                    : ofFrame(layout.frames[box.frame]);
    return dimmed ? blend(color, m_base, 0.6) : color;
}

double shareChange(const FlameLayout &layout, const FlameBox &box)
{
    const double now = layout.total > 0 ? double(box.total) / double(layout.total) : 0;
    const double then = layout.before > 0 ? double(box.before) / double(layout.before) : 0;
    return now - then;
}

} // namespace radiosonde
