// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/code_editor.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/find_bar.h"
#include "app/window/editor/line_edits.h"
#include "app/window/editor/search.h"
#include "app/window/editor/source_editor.h"
#include "app/window/editor/text_position.h"
#include "tests/gui/demo_run.h"

#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

// Presses a button of the message box that is about to open.
void answer(QMessageBox::StandardButton button)
{
    QTimer::singleShot(100, [button] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        QVERIFY(box);
        box->button(button)->click();
    });
}

// The part of this program that is killed: types into an editor and says when.
int typeUntilKilled(const QString &folder)
{
    EditorTabs tabs(demoServices(folder));
    tabs.newFile();
    tabs.current()->code().selectAll();
    tabs.current()->code().insertPlainText(u"text that must not be lost\n"_s);
    QTimer::singleShot(1500, [] {
        std::puts("typed");
        std::fflush(stdout);
    });
    return QApplication::exec();
}

} // namespace

class TestEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesAndKeepsLineEnds();
    void asksBeforeClosing();
    void recoversAfterKill();
    void forgetsWhatWasSaved();
    void noticesOutsideChanges();
    void refusesWhatIsNoText();
    void findsAndReplaces();
    void replacesByExpression();
    void underlinesProblems();
    void positionsCountBytes();
    void commentsAndIndents();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const QString &name) const { return m_folder->filePath(name); }
};

void TestEditor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestEditor::savesAndKeepsLineEnds()
{
    const QString file = path(u"dos.bpf.c"_s);
    write(file, "\xEF\xBB\xBFint a;\r\nint b; /* \xC2\xA0 */\r\n");
    EditorTabs tabs(demoServices(path(u"journal"_s)));
    tabs.open(file);
    QTRY_VERIFY(tabs.current());
    CodeEditor &code = tabs.current()->code();
    QCOMPARE(code.text(), u"int a;\nint b; /* \u00A0 */\n"_s);
    QVERIFY(!tabs.current()->isModified());
    code.moveCursor(QTextCursor::End);
    code.insertPlainText(u"int c;\n"_s);
    QVERIFY(tabs.current()->isModified());
    QCOMPARE(tabs.tabText(0), u"dos.bpf.c *"_s);
    tabs.saveCurrent();
    QTRY_VERIFY(!tabs.current()->isModified());
    QCOMPARE(contentOf(file), "\xEF\xBB\xBFint a;\r\nint b; /* \xC2\xA0 */\r\nint c;\r\n"_ba);
    QCOMPARE(tabs.tabText(0), u"dos.bpf.c"_s);
}

void TestEditor::asksBeforeClosing()
{
    const QString file = path(u"a.bpf.c"_s);
    write(file, "int a;\n");
    EditorTabs tabs(demoServices(path(u"journal"_s)));
    tabs.open(file);
    QTRY_VERIFY(tabs.current());
    tabs.current()->code().insertPlainText(u"// "_s);
    answer(QMessageBox::Cancel);
    tabs.closeCurrent();
    QCOMPARE(tabs.count(), 1);
    std::optional<bool> closed;
    answer(QMessageBox::Save);
    tabs.closeAll([&](bool close) { closed = close; });
    QTRY_VERIFY(closed.has_value());
    QVERIFY(*closed);
    QCOMPARE(contentOf(file), "// int a;\n"_ba);
    tabs.current()->code().insertPlainText(u"// "_s);
    answer(QMessageBox::Discard);
    tabs.closeCurrent();
    QCOMPARE(tabs.count(), 0);
    QCOMPARE(contentOf(file), "// int a;\n"_ba);
}

void TestEditor::recoversAfterKill()
{
    const QString folder = path(u"journal"_s);
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--type-until-killed"_s, folder});
    QVERIFY(process.waitForStarted());
    while (!process.canReadLine())
        QVERIFY(process.waitForReadyRead(20'000));
    process.kill();
    QVERIFY(process.waitForFinished());
    EditorTabs tabs(demoServices(folder));
    QSignalSpy recovered(&tabs, &EditorTabs::recovered);
    tabs.recover();
    QTRY_COMPARE(recovered.count(), 1);
    QCOMPARE(tabs.count(), 1);
    QCOMPARE(tabs.current()->code().text(), u"text that must not be lost\n"_s);
    QVERIFY(tabs.current()->isModified());
    QCOMPARE(tabs.current()->title(), u"untitled.bpf.c"_s);
}

void TestEditor::forgetsWhatWasSaved()
{
    const QString folder = path(u"journal"_s);
    const QString file = path(u"a.bpf.c"_s);
    write(file, "int a;\n");
    {
        EditorTabs tabs(demoServices(folder));
        tabs.open(file);
        QTRY_VERIFY(tabs.current());
        tabs.current()->code().insertPlainText(u"// "_s);
        QTest::qWait(400);
        QCOMPARE(QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
        tabs.saveCurrent();
        QTRY_VERIFY(!tabs.current()->isModified());
    }
    QVERIFY(QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
}

void TestEditor::noticesOutsideChanges()
{
    const QString file = path(u"a.bpf.c"_s);
    write(file, "int a;\n");
    EditorTabs tabs(demoServices(path(u"journal"_s)));
    tabs.open(file);
    QTRY_VERIFY(tabs.current());
    write(file, "int another;\n");
    tabs.checkOutside(); // nothing unsaved: read again, and undo brings the old text back
    QTRY_COMPARE(tabs.current()->code().text(), u"int another;\n"_s);
    QVERIFY(!tabs.current()->isModified());
    tabs.current()->code().undo();
    QCOMPARE(tabs.current()->code().text(), u"int a;\n"_s);
    write(file, "int third_one;\n");
    tabs.checkOutside(); // now there is an unsaved text: it stays
    QTest::qWait(200);
    QCOMPARE(tabs.current()->code().text(), u"int a;\n"_s);
    QVERIFY(tabs.current()->isModified());
}

void TestEditor::refusesWhatIsNoText()
{
    write(path(u"latin.c"_s), "int \xE4;\n");
    QVERIFY(!readSource(path(u"latin.c"_s)));
    write(path(u"object.o"_s), QByteArray("\x7f"
                                          "ELF\0\0\0",
                                          7));
    QVERIFY(!readSource(path(u"object.o"_s)));
    QVERIFY(!readSource(path(u"missing.c"_s)));
    write(path(u"large.c"_s), QByteArray((4 << 20) + 1, ' '));
    QVERIFY(!readSource(path(u"large.c"_s)));
}

void TestEditor::findsAndReplaces()
{
    const QString text = u"int read; int Read; int reads;"_s;
    QCOMPARE(findMatches(text, {.text = u"read"_s})->size(), 3);
    QCOMPARE(findMatches(text, {.text = u"read"_s, .matchCase = true})->size(), 2);
    QCOMPARE(findMatches(text, {.text = u"read"_s, .wholeWords = true})->size(), 2);
    QCOMPARE(findMatches(text, {.text = u"r.ads"_s})->size(), 0);
    QCOMPARE(findMatches(text, {.text = u"r.ads"_s, .regularExpression = true})->size(), 1);
    QVERIFY(!findMatches(text, {.text = u"("_s, .regularExpression = true}));
    QCOMPARE(findMatches(text, {.text = u"x*"_s, .regularExpression = true})->size(), 0);
}

void TestEditor::replacesByExpression()
{
    CodeEditor code;
    FindBar bar(&code);
    code.setPlainText(u"a1 b2 c3"_s);
    bar.open(true);
    const QList<QLineEdit *> lines = bar.findChildren<QLineEdit *>();
    const QList<QToolButton *> toggles = bar.findChildren<QToolButton *>();
    for (QToolButton *toggle : toggles)
        toggle->setChecked(toggle->text() == ".*"_L1);
    for (QLineEdit *line : lines)
        line->setText(line->placeholderText() == "Find"_L1 ? u"([a-z])(\\d)"_s : u"\\2\\1"_s);
    bar.replaceAll();
    QCOMPARE(code.text(), u"1a 2b 3c"_s);
    code.undo(); // one step
    QCOMPARE(code.text(), u"a1 b2 c3"_s);
}

void TestEditor::underlinesProblems()
{
    EditorTabs tabs(demoServices(path(u"journal"_s)));
    tabs.newFile();
    CodeEditor &code = tabs.current()->code();
    code.selectAll();
    code.insertPlainText(u"int fine;\n    broken = 1;\n"_s);
    QTRY_COMPARE(code.diagnostics().size(), 1);
    bool underlined = false;
    for (const QTextEdit::ExtraSelection &selection : code.extraSelections()) {
        if (selection.format.underlineStyle() != QTextCharFormat::WaveUnderline)
            continue;
        underlined = true;
        QCOMPARE(selection.cursor.selectedText(), u"broken"_s);
    }
    QVERIFY(underlined);
    code.goTo(2);
    QVERIFY(code.applyFixIt());
    QCOMPARE(code.text(), u"int fine;\n    mended = 1;\n"_s);
    QTRY_VERIFY(code.diagnostics().isEmpty());
}

void TestEditor::positionsCountBytes()
{
    const QString line = u"ä = \U0001F600x;"_s; // 2 + 3 + 4 bytes before x
    QCOMPARE(unitOfColumn(line, 1), 0);
    QCOMPARE(unitOfColumn(line, 3), 1);
    QCOMPARE(unitOfColumn(line, 10), 6);
    QCOMPARE(columnOfUnit(line, 6), 10);
    QCOMPARE(unitOfColumn(line, 1000), int(line.size()));
}

void TestEditor::commentsAndIndents()
{
    CodeEditor code;
    code.setPlainText(u"if (a) {\n    b();\n}\n"_s);
    code.goTo(2);
    code.toggleComment();
    QCOMPARE(code.text(), u"if (a) {\n    // b();\n}\n"_s);
    code.toggleComment();
    QCOMPARE(code.text(), u"if (a) {\n    b();\n}\n"_s);
    code.goTo(1, 9);
    QTest::keyClick(&code, Qt::Key_Return);
    QCOMPARE(code.text(), u"if (a) {\n    \n    b();\n}\n"_s);
    QCOMPARE(indentAfter(u"\tfoo {"_s, u"\t"_s), u"\t\t"_s);
}

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--type-until-killed") == 0)
        return typeUntilKilled(QString::fromLocal8Bit(argv[2]));
    TestEditor test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_editor.moc"
