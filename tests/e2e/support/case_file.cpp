// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/case_file.h"

#include <QFile>
#include <QProcess>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

// Takes one line into the case; false when its first word is unknown.
bool take(Case &each, const QString &key, const QString &value)
{
    if (key == u"NAME")
        each.name = value;
    else if (key == u"RUN")
        each.words = QProcess::splitCommand(value);
    else if (key == u"EXIT")
        each.status = value.toInt();
    else if (key == u"AS")
        each.asNobody = value == u"nobody";
    else if (key == u"NEEDS")
        each.needsRoot = value == u"root";
    else if (key == u"FILE")
        each.files.append({value.section(u' ', 0, 0), value.section(u' ', 1) + u'\n'});
    else if (key == u"ERROR")
        each.errors.append(value);
    else if (key == u"OUTPUT")
        each.output.append(value);
    else if (key == u"NOT-ERROR")
        each.notErrors.append(value);
    else if (key == u"NOT-OUTPUT")
        each.notOutput.append(value);
    else
        return false;
    return true;
}

} // namespace

QList<Case> readCases(const QString &path, QString &why)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        why = path + u": "_s + file.errorString();
        return {};
    }
    QList<Case> cases;
    Case current;
    int number = 0;
    for (const QByteArray &bytes : (file.readAll() + "\n\n").split('\n')) {
        const QString line = QString::fromUtf8(bytes).trimmed();
        number++;
        if (line.startsWith(u'#'))
            continue;
        if (line.isEmpty()) {
            if (!current.name.isEmpty())
                cases.append(current);
            current = {};
        } else if (!take(current, line.section(u' ', 0, 0), line.section(u' ', 1).trimmed())) {
            why = u"%1:%2: unknown word"_s.arg(path).arg(number);
            return {};
        }
    }
    return cases;
}

} // namespace radiosonde::e2e
