// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/source_highlighter.h"

#include "views/theme.h"

#include <QTextDocument>
#include <QTimer>

#if RADIOSONDE_HAS_SYNTAX
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>
#else
#include "app/window/editor/c_highlighter.h"
#endif

namespace radiosonde
{

using namespace Qt::StringLiterals;

#if RADIOSONDE_HAS_SYNTAX
namespace
{

// Loading the definitions costs 7 to 17 ms: once for all editors.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository instance;
    return instance;
}

} // namespace
#endif

SourceHighlighter::SourceHighlighter(QTextDocument *document) : QObject(document), m_document(document)
{
    QTimer::singleShot(0, this, &SourceHighlighter::create);
}

SourceHighlighter::~SourceHighlighter() = default;

void SourceHighlighter::create()
{
#if RADIOSONDE_HAS_SYNTAX
    auto *highlighter = new KSyntaxHighlighting::SyntaxHighlighter(m_document);
    highlighter->setDefinition(repository().definitionForName(u"C"_s));
    m_highlighter = highlighter;
#else
    m_highlighter = new CHighlighter(m_document);
#endif
    setPalette(m_palette);
}

void SourceHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    if (!m_highlighter)
        return;
#if RADIOSONDE_HAS_SYNTAX
    auto *highlighter = static_cast<KSyntaxHighlighting::SyntaxHighlighter *>(m_highlighter);
    highlighter->setTheme(repository().defaultTheme(isDark(palette)
                                                        ? KSyntaxHighlighting::Repository::DarkTheme
                                                        : KSyntaxHighlighting::Repository::LightTheme));
#else
    static_cast<CHighlighter *>(m_highlighter)->setPalette(palette);
#endif
    m_highlighter->rehighlight();
}

} // namespace radiosonde
