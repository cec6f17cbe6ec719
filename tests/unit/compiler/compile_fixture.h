// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/client.h"

// Where the test finds worker, fixtures and probes: the environment that CMake sets.
QString fixturePath(const QString &name);
radiosonde::CompilerOptions compilerOptions(const QString &cacheFolder);
radiosonde::CompileRequest requestFor(const QString &path);
radiosonde::CompileRequest requestForText(const QByteArray &source);

// All messages, one a line, for a failing test's output.
QByteArray describeAll(const QList<radiosonde::Diagnostic> &diagnostics);

// Fails the test when there is no object.
radiosonde::CompileResult compileOrFail(radiosonde::Compiler &compiler,
                                        const radiosonde::CompileRequest &request);
