// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/console_script.h"

#include "remote/transport/deploy_script.h"

namespace radiosonde
{

namespace
{

constexpr qsizetype bytesInLine = 114; // 152 characters of base64
constexpr qsizetype octalsInLine = 40;

// The loop ends by itself when nothing is typed for 10 s (VTIME; BusyBox looks away from it, yet has -t):
// then the terminal is as it was. That it has begun it says in words that its own text, said back, does not
// hold.
constexpr char loop[] =
    R"sh(sh -c 's=$(stty -g);stty -echo -icanon min 0 time 99;echo|read -t1 x 2>&-&&q=-t9;printf "\n%s on\n" @MARK@;while read $q -r n l;do printf "\n@MARK@ %s %s\n" "$n" "$l";case $n in run)eval "$c0";;*[!0-9]*|"");;*)eval "c$n=\$l";;esac;done;stty $s')sh";

constexpr char beginning[] = R"sh(exec 2>/dev/null
umask 077
LC_ALL=C PATH=${PATH:+$PATH:}/usr/sbin:/usr/bin:/sbin:/bin:/system/bin:/system/xbin
export LC_ALL PATH
m=@MARK1@
m=${m}@MARK2@
say() { for k in 1 2 3; do printf '\n%s %s\n' "$m" "$*"; done; }
d= f=
clean() { [ -z "$d" ] || { rm -f "$f"; rmdir "$d"; }; d=; }
b=-
case $(printf YWJj | base64 -d) in abc) b=base64 ;; esac
say user "$(id -u)" "$b" "$(id -un)"
)sh";

constexpr char start[] = R"sh(i=1000
while [ $i -lt @END@ ]; do
eval "l=\$c$i"
@PUT@
i=$((i+1))
done | @DECODE@ >"$f"
[ $(wc -c <"$f") -eq @SIZE@ ] || fail short
if [ -n "$h" ]; then
set -- $($h <"$f")
[ "$1" = @DIGEST@ ] || fail damaged
fi
say started
stty raw -echo -ixon -ixoff
if ( : </dev/tty ); then
"$f" "$f" "$d" @RATE@ </dev/tty >/dev/tty
else
"$f" "$f" "$d" @RATE@
fi
exit
)sh";

QList<QByteArray> linesOf(const QByteArray &script)
{
    return script.trimmed().split('\n');
}

} // namespace

QByteArray consoleLoop(const QByteArray &mark, bool sudo, bool replace)
{
    return (replace ? QByteArray("exec ") : QByteArray()) + (sudo ? "sudo " : "") +
           QByteArray(loop).replace("@MARK@", mark);
}

QByteArray consoleRun(qsizetype count)
{
    return "e=$(printf \"\\n.\");e=${e%.};i=1;c=;while [ $i -le " + QByteArray::number(count) +
           " ];do eval \"c=\\$c\\$c$i\\$e\";i=$((i+1));done;eval \"$c\"";
}

QList<QByteArray> consoleLookScript(const QByteArray &mark, const QByteArray &name)
{
    const qsizetype half = mark.size() / 2;
    QByteArray script = beginning + lookScript(name);
    script.replace("@MARK1@", mark.first(half)).replace("@MARK2@", mark.sliced(half));
    script.replace("trap clean EXIT", "trap 'clean; stty $s' EXIT"); // whatever ends it
    return linesOf(script);
}

QList<QByteArray> consoleData(QByteArrayView stub, bool base64)
{
    QList<QByteArray> lines;
    const qsizetype step = base64 ? bytesInLine : octalsInLine;
    for (qsizetype at = 0; at < stub.size(); at += step) {
        const QByteArrayView piece = stub.sliced(at, std::min(step, stub.size() - at));
        QByteArray line;
        if (base64)
            line = piece.toByteArray().toBase64();
        else
            for (const char byte : piece)
                line += '\\' + QByteArray::number(quint8(byte), 8).rightJustified(3, '0');
        lines.append(line);
    }
    return lines;
}

QList<QByteArray> consoleStartScript(qsizetype count, bool base64, qsizetype size, const QByteArray &digest,
                                     quint32 bytesPerSecond)
{
    QByteArray script = start;
    script.replace("@END@", QByteArray::number(firstData + count))
        .replace("@PUT@", base64 ? "printf '%s\\n' \"$l\"" : "printf \"$l\"")
        .replace("@DECODE@", base64 ? "base64 -d" : "cat")
        .replace("@SIZE@", QByteArray::number(size))
        .replace("@DIGEST@", digest.isEmpty() ? QByteArray("-") : digest)
        .replace("@RATE@", QByteArray::number(bytesPerSecond));
    return linesOf(script);
}

} // namespace radiosonde
