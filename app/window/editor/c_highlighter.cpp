// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/c_highlighter.h"

#include "views/theme.h"

#include <QSet>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

enum BlockState { Code = 0, InComment = 1 };

const QSet<QString> &keywords()
{
    static const QSet<QString> words{
        u"break"_s,    u"case"_s,       u"const"_s,         u"continue"_s,        u"default"_s,
        u"do"_s,       u"else"_s,       u"enum"_s,          u"extern"_s,          u"for"_s,
        u"goto"_s,     u"if"_s,         u"inline"_s,        u"return"_s,          u"sizeof"_s,
        u"static"_s,   u"struct"_s,     u"switch"_s,        u"typedef"_s,         u"union"_s,
        u"volatile"_s, u"while"_s,      u"SEC"_s,           u"BPF_PROG"_s,        u"__uint"_s,
        u"__type"_s,   u"BPF_KPROBE"_s, u"BPF_KRETPROBE"_s, u"__always_inline"_s, u"__noinline"_s};
    return words;
}

const QSet<QString> &types()
{
    static const QSet<QString> words{
        u"void"_s,     u"char"_s,  u"short"_s,  u"int"_s,   u"long"_s,  u"float"_s, u"double"_s, u"signed"_s,
        u"unsigned"_s, u"bool"_s,  u"u8"_s,     u"u16"_s,   u"u32"_s,   u"u64"_s,   u"s8"_s,     u"s16"_s,
        u"s32"_s,      u"s64"_s,   u"__u8"_s,   u"__u16"_s, u"__u32"_s, u"__u64"_s, u"__s8"_s,   u"__s16"_s,
        u"__s32"_s,    u"__s64"_s, u"size_t"_s, u"pid_t"_s, u"dev_t"_s};
    return words;
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

CHighlighter::CHighlighter(QTextDocument *document) : QSyntaxHighlighter(document) {}

void CHighlighter::setPalette(const QPalette &palette)
{
    const Shades tones = shades(palette);
    const float lightness = isDark(palette) ? 0.72F : 0.36F;
    m_comment.setForeground(tones.muted);
    m_comment.setFontItalic(true);
    m_string.setForeground(tones.good);
    m_number.setForeground(tones.warning);
    m_keyword.setForeground(palette.color(QPalette::Link));
    m_keyword.setFontWeight(QFont::DemiBold);
    m_type.setForeground(QColor::fromHslF(0.5F, 0.55F, lightness));
    m_directive.setForeground(QColor::fromHslF(0.8F, 0.5F, lightness));
}

void CHighlighter::highlightBlock(const QString &text)
{
    setCurrentBlockState(Code);
    int at = previousBlockState() == InComment ? comment(text, 0) : 0;
    if (at == 0 && text.trimmed().startsWith(u'#')) {
        const int line = int(text.indexOf("//"_L1));
        setFormat(0, line < 0 ? int(text.size()) : line, m_directive);
        at = line < 0 ? int(text.size()) : line;
    }
    while (at < text.size()) {
        const QChar c = text.at(at);
        if (QStringView(text).mid(at, 2) == u"//") {
            setFormat(at, int(text.size()) - at, m_comment);
            return;
        }
        if (QStringView(text).mid(at, 2) == u"/*")
            at = comment(text, at);
        else if (c == u'"' || c == u'\'')
            at = quoted(text, at);
        else
            at = isWord(c) ? word(text, at) : at + 1;
    }
}

int CHighlighter::comment(const QString &text, int from)
{
    const bool opens = QStringView(text).mid(from, 2) == u"/*";
    const qsizetype close = text.indexOf("*/"_L1, from + (opens ? 2 : 0));
    const int end = close < 0 ? int(text.size()) : int(close) + 2;
    if (close < 0)
        setCurrentBlockState(InComment);
    setFormat(from, end - from, m_comment);
    return end;
}

int CHighlighter::quoted(const QString &text, int from)
{
    int end = from + 1;
    while (end < text.size() && text.at(end) != text.at(from))
        end += text.at(end) == u'\\' ? 2 : 1;
    end = qMin(end + 1, int(text.size()));
    setFormat(from, end - from, m_string);
    return end;
}

int CHighlighter::word(const QString &text, int from)
{
    int end = from;
    while (end < text.size() && isWord(text.at(end)))
        ++end;
    const QString token = text.mid(from, end - from);
    if (token.at(0).isDigit())
        setFormat(from, end - from, m_number);
    else if (keywords().contains(token))
        setFormat(from, end - from, m_keyword);
    else if (types().contains(token))
        setFormat(from, end - from, m_type);
    return end;
}

} // namespace radiosonde
