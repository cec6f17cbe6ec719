<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Adb</name>
        <message>
            <source>The device %1 has not authorised this computer</source>
            <translation>设备 %1 尚未授权这台计算机</translation>
        </message>
        <message>
            <source>unlock it and allow USB debugging there; where it does not ask, unplug it and plug it in again</source>
            <translation>解锁设备并在上面允许 USB 调试；如果它没有询问，请拔下后重新插上</translation>
        </message>
        <message>
            <source>The device %1 is still being connected</source>
            <translation>设备 %1 仍在连接中</translation>
        </message>
        <message>
            <source>try again in a moment</source>
            <translation>稍后再试</translation>
        </message>
        <message>
            <source>The device %1 is offline: it is listed but does not answer</source>
            <translation>设备 %1 离线：它在列表中但没有应答</translation>
        </message>
        <message>
            <source>unplug it and plug it in again, or use adb reconnect</source>
            <translation>拔下后重新插上，或使用 adb reconnect</translation>
        </message>
        <message>
            <source>The adb server may not use the USB device %1</source>
            <translation>adb 服务器无权使用 USB 设备 %1</translation>
        </message>
        <message>
            <source>udev rules bring the right (on Debian the package android-sdk-platform-tools-common); then plug it in again</source>
            <translation>udev 规则可以给予权限（在 Debian 上是软件包 android-sdk-platform-tools-common）；然后重新插上设备</translation>
        </message>
        <message>
            <source>The device %1 has not booted its system: no shell is there</source>
            <translation>设备 %1 没有启动系统：那里没有 shell</translation>
        </message>
        <message>
            <source>reboot it, or boot its recovery system</source>
            <translation>重新启动设备，或启动它的 recovery 系统</translation>
        </message>
        <message>
            <source>Asking the adb server</source>
            <translation>正在询问 adb 服务器</translation>
        </message>
    </context>
    <context>
        <name>Boards</name>
        <message>
            <source>A board has no ssh server '%1'</source>
            <translation>开发板没有 ssh 服务器“%1”</translation>
        </message>
        <message>
            <source>its servers are dropbear and openssh</source>
            <translation>它的服务器有 dropbear 和 openssh</translation>
        </message>
        <message>
            <source>Reading the archive's list of packages</source>
            <translation>正在读取软件仓库的软件包列表</translation>
        </message>
        <message>
            <source>Downloading Debian's packages</source>
            <translation>正在下载 Debian 软件包</translation>
        </message>
        <message>
            <source>Waiting for another board to be made</source>
            <translation>正在等待另一块开发板制作完成</translation>
        </message>
        <message>
            <source>Unpacking</source>
            <translation>正在解包</translation>
        </message>
        <message>
            <source>Making the board</source>
            <translation>正在制作开发板</translation>
        </message>
        <message>
            <source>Starting the board</source>
            <translation>正在启动开发板</translation>
        </message>
        <message>
            <source>%1: %2, %3 %</source>
            <translation>%1：%2，%3 %</translation>
        </message>
        <message>
            <source>The board %1 is unavailable: %2</source>
            <translation>开发板 %1 不可用：%2</translation>
        </message>
        <message>
            <source>The board %1 did not start: %2</source>
            <translation>开发板 %1 没有启动：%2</translation>
        </message>
        <message>
            <source>check the network, or try again later</source>
            <translation>请检查网络，或稍后重试</translation>
        </message>
        <message>
            <source>missing packages: %1</source>
            <translation>缺少软件包：%1</translation>
        </message>
        <message>
            <source>There is no board '%1'</source>
            <translation>没有开发板“%1”</translation>
        </message>
        <message>
            <source>boards are %1</source>
            <translation>开发板有 %1</translation>
        </message>
        <message>
            <source>Starting the board was interrupted</source>
            <translation>启动开发板被中断</translation>
        </message>
    </context>
    <context>
        <name>CommandLine</name>
        <message>
            <source>Lists the probes of the library.</source>
            <translation>列出探针库中的探针。</translation>
        </message>
        <message>
            <source>Print one JSON array.</source>
            <translation>输出一个 JSON 数组。</translation>
        </message>
        <message>
            <source>run a probe and print what it sees</source>
            <translation>运行探针并输出它所看到的内容</translation>
        </message>
        <message>
            <source>compile a probe and print the diagnostics</source>
            <translation>编译探针并输出诊断信息</translation>
        </message>
        <message>
            <source>say what a target is and what can be attached there</source>
            <translation>说明目标的情况以及可在其上附加的内容</translation>
        </message>
        <message>
            <source>list the probe library</source>
            <translation>列出探针库</translation>
        </message>
        <message>
            <source>list the known targets</source>
            <translation>列出已知目标</translation>
        </message>
        <message>
            <source>write a recording in another format</source>
            <translation>将录制文件转换为其他格式</translation>
        </message>
        <message>
            <source>write the target program to a file</source>
            <translation>将目标端程序写入文件</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>there is no format %1</source>
            <translation>没有格式 %1</translation>
        </message>
        <message>
            <source>there are %1</source>
            <translation>可用的有 %1</translation>
        </message>
        <message>
            <source>the target is back after %1 s</source>
            <translation>目标在 %1 秒后恢复</translation>
        </message>
        <message>
            <source>%1; trying again in %2 s</source>
            <translation>%1；%2 秒后重试</translation>
        </message>
        <message>
            <source>the buffer %1 was enlarged to %2 KiB</source>
            <translation>缓冲区 %1 已扩大到 %2 KiB</translation>
        </message>
    </context>
    <context>
        <name>Compiler</name>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>a message of the compile worker cannot be read</source>
            <translation>无法读取编译进程的消息</translation>
        </message>
    </context>
    <context>
        <name>Counters</name>
        <message>
            <source>Counters</source>
            <translation>计数器</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>the probe has nothing that could be shown</source>
            <translation>此探针没有可显示的内容</translation>
        </message>
        <message>
            <source>the probe has no view that the format %1 could show</source>
            <translation>此探针没有可用格式 %1 显示的视图</translation>
        </message>
        <message>
            <source>Formats that would do: %1</source>
            <translation>可用的格式：%1</translation>
        </message>
        <message numerus="yes">
            <source>... and %n more stacks</source>
            <translation>
                <numerusform>……另有 %n 个调用栈</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>... and %n more rows</source>
            <translation>
                <numerusform>……另有 %n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>%1 records lost</source>
            <translation>丢失 %1 条记录</translation>
        </message>
        <message>
            <source>%1 records of %2 lost</source>
            <translation>%2 丢失 %1 条记录</translation>
        </message>
        <message>
            <source>nothing is known of the next %1</source>
            <translation>接下来的 %1 没有任何数据</translation>
        </message>
        <message>
            <source>%1 records produced, %2 delivered, %3 lost</source>
            <translation>产生 %1 条记录，送达 %2 条，丢失 %3 条</translation>
        </message>
        <message>
            <source>the output cannot be written: %1</source>
            <translation>无法写入输出：%1</translation>
        </message>
    </context>
    <context>
        <name>Facts</name>
        <message>
            <source>the probe's facts are damaged</source>
            <translation>探针的描述信息已损坏</translation>
        </message>
        <message>
            <source>a type's description is damaged</source>
            <translation>某个类型的描述已损坏</translation>
        </message>
    </context>
    <context>
        <name>Filter</name>
        <message>
            <source>this parenthesis closes none</source>
            <translation>此右括号没有对应的左括号</translation>
        </message>
        <message>
            <source>a condition is missing here</source>
            <translation>此处缺少条件</translation>
        </message>
        <message>
            <source>more than %1 conditions</source>
            <translation>条件超过 %1 个</translation>
        </message>
        <message>
            <source>a column's name is missing before “%1”</source>
            <translation>“%1”之前缺少列名</translation>
        </message>
        <message>
            <source>nested too deeply</source>
            <translation>嵌套过深</translation>
        </message>
        <message>
            <source>this parenthesis is not closed</source>
            <translation>此括号没有闭合</translation>
        </message>
        <message>
            <source>there is no column “%1”; put text between quotes</source>
            <translation>没有名为“%1”的列；文本请放在引号中</translation>
        </message>
        <message>
            <source>there is no column “%1”; did you mean %2?</source>
            <translation>没有名为“%1”的列；是否指 %2？</translation>
        </message>
        <message>
            <source>a value is missing here</source>
            <translation>此处缺少值</translation>
        </message>
        <message>
            <source>no regular expression: %1</source>
            <translation>不是正则表达式：%1</translation>
        </message>
        <message>
            <source>%1 is no time</source>
            <translation>%1 不是时间</translation>
        </message>
        <message>
            <source>%1 is no size in bytes</source>
            <translation>%1 不是字节大小</translation>
        </message>
        <message>
            <source>“%1” is no unit</source>
            <translation>“%1”不是单位</translation>
        </message>
        <message>
            <source>%1 is compared with a number</source>
            <translation>%1 须与数字比较</translation>
        </message>
    </context>
    <context>
        <name>Flames</name>
        <message>
            <source>Search: text, or a regular expression</source>
            <translation>搜索：文本或正则表达式</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>%n narrow frame(s)</source>
            <translation>
                <numerusform>%n 个窄帧</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 itself</source>
            <translation>自身 %1</translation>
        </message>
        <message>
            <source>%1 before</source>
            <translation>之前 %1</translation>
        </message>
        <message>
            <source>in %1</source>
            <translation>位于 %1</translation>
        </message>
        <message>
            <source>%1, %2 of all</source>
            <translation>%1，占全部的 %2</translation>
        </message>
        <message>
            <source>itself %1, %2</source>
            <translation>自身 %1，%2</translation>
        </message>
        <message>
            <source>before %1, a change of %2 points</source>
            <translation>之前 %1，变化 %2 个百分点</translation>
        </message>
    </context>
    <context>
        <name>FrameDecoder</name>
        <message>
            <source>The target talks, but no stub answers there</source>
            <translation>目标有响应，但没有目标端程序应答</translation>
        </message>
        <message>
            <source>The target sent a frame of type %1 and length %2</source>
            <translation>目标发送了类型为 %1、长度为 %2 的帧</translation>
        </message>
    </context>
    <context>
        <name>Frames</name>
        <message>
            <source>The target sent a malformed %1 frame of %2 bytes</source>
            <translation>目标发送了格式错误的 %1 帧（%2 字节）</translation>
        </message>
        <message>
            <source>The stub speaks version %1 of the protocol, not %2</source>
            <translation>目标端程序使用协议版本 %1，而不是 %2</translation>
        </message>
    </context>
    <context>
        <name>Loader</name>
        <message>
            <source>The program %1 reads %2, which the types of the target's kernel lack</source>
            <translation>程序 %1 读取 %2，而目标内核的类型中没有它</translation>
        </message>
        <message>
            <source>The target was lost while loading</source>
            <translation>加载时与目标失去连接</translation>
        </message>
        <message>
            <source>The load worker died</source>
            <translation>加载进程已终止</translation>
        </message>
        <message>
            <source>Loading was stopped</source>
            <translation>加载已停止</translation>
        </message>
        <message>
            <source>This kernel lacks a type or field that the program reads. Test it with bpf_core_field_exists() or bpf_core_type_exists() before</source>
            <translation>此内核缺少程序所读取的类型或字段。请先用 bpf_core_field_exists() 或 bpf_core_type_exists() 检查</translation>
        </message>
        <message>
            <source>The pointer may be NULL: test it right after the call that returned it</source>
            <translation>指针可能为 NULL：请在返回它的调用之后立即检查</translation>
        </message>
        <message>
            <source>A number is used as a pointer: read kernel memory with BPF_CORE_READ() or bpf_probe_read_kernel(), user memory with bpf_probe_read_user()</source>
            <translation>把数值当作指针使用：读取内核内存请用 BPF_CORE_READ() 或 bpf_probe_read_kernel()，读取用户内存请用 bpf_probe_read_user()</translation>
        </message>
        <message>
            <source>What was reserved or acquired here is not given back on every path: end each with bpf_ringbuf_submit(), bpf_ringbuf_discard() or the matching release</source>
            <translation>此处保留或获取的资源并非在每条路径上都被归还：请在每条路径末尾调用 bpf_ringbuf_submit()、bpf_ringbuf_discard() 或相应的释放函数</translation>
        </message>
        <message>
            <source>The stack of a program holds 512 bytes with all its calls: keep large values in a per-CPU array map</source>
            <translation>程序连同其所有调用的栈只有 512 字节：请把较大的值放在 per-CPU 数组映射中</translation>
        </message>
        <message>
            <source>The verifier must see every loop end: bound it by a small constant, or use bpf_loop()</source>
            <translation>验证器必须能看出每个循环都会结束：请用较小的常量限定循环次数，或使用 bpf_loop()</translation>
        </message>
        <message>
            <source>This kernel, or this kind of program, does not have the helper function</source>
            <translation>此内核或此类程序没有该辅助函数</translation>
        </message>
        <message>
            <source>The helper is for GPL programs: add char LICENSE[] SEC("license") = "GPL"</source>
            <translation>该辅助函数仅供 GPL 程序使用：请添加 char LICENSE[] SEC("license") = "GPL"</translation>
        </message>
        <message>
            <source>A value is used that not every path has set: return a value, and give variables one before they are read</source>
            <translation>使用了并非每条路径都已设置的值：请返回一个值，并在读取变量之前为其赋值</translation>
        </message>
        <message>
            <source>The verifier cannot see that the size or index stays within the object: compare it with a constant, or mask it, right before its use</source>
            <translation>验证器无法看出大小或下标不会越界：请在使用之前将其与常量比较或加以掩码</translation>
        </message>
        <message>
            <source>The access leaves what it reads or writes: check offset and size against the type, and that all of it was written before</source>
            <translation>访问超出了所读写的范围：请对照类型检查偏移与大小，并确认其内容此前已全部写入</translation>
        </message>
    </context>
    <context>
        <name>MapCells</name>
        <message>
            <source>%1 takes %2 bytes as hex digits, two for each</source>
            <translation>%1 需要 %2 个字节的十六进制数字，每个字节两位</translation>
        </message>
        <message>
            <source>%1 has room for %2 bits</source>
            <translation>%1 只有 %2 位</translation>
        </message>
        <message>
            <source>%1 is not within the value</source>
            <translation>%1 不在该值之内</translation>
        </message>
        <message>
            <source>%1 takes %2 bytes</source>
            <translation>%1 需要 %2 个字节</translation>
        </message>
    </context>
    <context>
        <name>Parameters</name>
        <message>
            <source>%1 takes a number from %2 to %3, not "%4"</source>
            <translation>%1 需要 %2 到 %3 之间的数值，而不是“%4”</translation>
        </message>
        <message>
            <source>%1 is either true or false, not "%2"</source>
            <translation>%1 只能为 true 或 false，而不是“%2”</translation>
        </message>
        <message>
            <source>%1 takes a text of at most %2 bytes</source>
            <translation>%1 需要不超过 %2 字节的文本</translation>
        </message>
        <message>
            <source>Did you mean %1?</source>
            <translation>您是指 %1 吗？</translation>
        </message>
        <message>
            <source>%1 is one of %2, not "%3"</source>
            <translation>%1 须为 %2 之一，而不是“%3”</translation>
        </message>
        <message>
            <source>%1 takes MAJOR:MINOR or a device's name, not "%2"</source>
            <translation>%1 需要 MAJOR:MINOR 或设备名称，而不是“%2”</translation>
        </message>
        <message>
            <source>%1 takes MAJOR:MINOR, not "%2"</source>
            <translation>%1 需要 MAJOR:MINOR，而不是“%2”</translation>
        </message>
        <message>
            <source>%1 takes a number, not "%2"</source>
            <translation>%1 需要数值，而不是“%2”</translation>
        </message>
        <message>
            <source>the type of %1 is not known</source>
            <translation>%1 的类型未知</translation>
        </message>
        <message>
            <source>%1 is no number, text or choice that could be set</source>
            <translation>%1 不是可设置的数值、文本或选项</translation>
        </message>
        <message>
            <source>the probe has no parameters, so none called "%1"</source>
            <translation>此探针没有参数，因此也没有名为“%1”的参数</translation>
        </message>
        <message>
            <source>It has %1</source>
            <translation>它有 %1</translation>
        </message>
        <message>
            <source>the probe has no parameter "%1"</source>
            <translation>此探针没有参数“%1”</translation>
        </message>
        <message>
            <source>Program or library on the target: a path, a name such as libc, a process id, or PID:NAME</source>
            <translation>目标上的程序或库：路径、名称（如 libc）、进程号，或 PID:NAME</translation>
        </message>
        <message>
            <source>Function, FUNCTION+OFFSET, FUNCTION@VERSION or 0xADDRESS; PROVIDER:NAME of a USDT probe</source>
            <translation>函数、FUNCTION+OFFSET、FUNCTION@VERSION 或 0xADDRESS；USDT 探针写作 PROVIDER:NAME</translation>
        </message>
    </context>
    <context>
        <name>Plan</name>
        <message>
            <source>the plan is damaged</source>
            <translation>计划已损坏</translation>
        </message>
    </context>
    <context>
        <name>Quantity</name>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 分 %2 秒</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 小时 %2 分</translation>
        </message>
    </context>
    <context>
        <name>Recording</name>
        <message>
            <source>%1 cannot be created: %2</source>
            <translation>无法创建 %1：%2</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>the recording is damaged at byte %1</source>
            <translation>录制文件在第 %1 字节处损坏</translation>
        </message>
        <message>
            <source>the recording was cut short after byte %1</source>
            <translation>录制文件在第 %1 字节之后被截断</translation>
        </message>
        <message>
            <source>%1 cannot be read: %2</source>
            <translation>无法读取 %1：%2</translation>
        </message>
        <message>
            <source>%1 is no recording of Radiosonde</source>
            <translation>%1 不是 Radiosonde 的录制文件</translation>
        </message>
        <message>
            <source>%1 is a recording of version %2; this program reads version %3</source>
            <translation>%1 是版本 %2 的录制文件；本程序读取版本 %3</translation>
        </message>
        <message>
            <source>%1 holds no readable plan, so nothing of it can be shown</source>
            <translation>%1 中没有可读的计划，因此无法显示其内容</translation>
        </message>
        <message>
            <source>reading was stopped</source>
            <translation>读取已停止</translation>
        </message>
        <message>
            <source>a snapshot is too large for a recording</source>
            <translation>快照过大，无法录制</translation>
        </message>
    </context>
    <context>
        <name>Run</name>
        <message>
            <source>The log %1 can't be written: %2</source>
            <translation>无法写入日志 %1：%2</translation>
        </message>
        <message>
            <source>the run goes on without it</source>
            <translation>运行将在没有日志的情况下继续</translation>
        </message>
        <message>
            <source>the target is back, but the run can't go on: %1</source>
            <translation>目标已恢复，但运行无法继续：%1</translation>
        </message>
    </context>
    <context>
        <name>Search</name>
        <message>
            <source>Not a regular expression: %1</source>
            <translation>不是有效的正则表达式：%1</translation>
        </message>
    </context>
    <context>
        <name>Serial</name>
        <message>
            <source>as in serial:///dev/ttyUSB0?baud=115200&amp;user=root</source>
            <translation>例如 serial:///dev/ttyUSB0?baud=115200&amp;user=root</translation>
        </message>
        <message>
            <source>'%1' names no serial port</source>
            <translation>“%1”不是串口的名称</translation>
        </message>
        <message>
            <source>'%1' is no speed of a serial line</source>
            <translation>“%1”不是串行线路的速率</translation>
        </message>
        <message>
            <source>A serial port has no option '%1=%2'</source>
            <translation>串口没有选项“%1=%2”</translation>
        </message>
        <message>
            <source>No socket can be made</source>
            <translation>无法创建套接字</translation>
        </message>
        <message>
            <source>the serial line was closed</source>
            <translation>串行线路已关闭</translation>
        </message>
        <message>
            <source>the serial port %1 has gone</source>
            <translation>串口 %1 已消失</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>The session was closed</source>
            <translation>会话已关闭</translation>
        </message>
        <message>
            <source>The link to the target was lost: %1</source>
            <translation>与目标的连接已断开：%1</translation>
        </message>
        <message>
            <source>The stub ended because it heard nothing for too long</source>
            <translation>目标端程序因长时间没有收到数据而退出</translation>
        </message>
        <message>
            <source>The stub refused a frame that breaks the protocol</source>
            <translation>目标端程序拒绝了违反协议的帧</translation>
        </message>
        <message>
            <source>The stub ran out of memory</source>
            <translation>目标端程序内存不足</translation>
        </message>
        <message>
            <source>The stub speaks another version of the protocol</source>
            <translation>目标端程序使用另一版本的协议</translation>
        </message>
        <message>
            <source>The stub can't keep its log there: the file exists, or its folder does not</source>
            <translation>桩程序无法在那里写日志：文件已存在，或其文件夹不存在</translation>
        </message>
        <message>
            <source>The stub ended unasked</source>
            <translation>目标端程序自行退出</translation>
        </message>
        <message>
            <source>The target greeted twice</source>
            <translation>目标发送了两次问候</translation>
        </message>
        <message>
            <source>The target sent more data than it was allowed to</source>
            <translation>目标发送的数据超过了允许的数量</translation>
        </message>
        <message>
            <source>The target answered a ping that was not sent</source>
            <translation>目标应答了从未发送的 ping</translation>
        </message>
        <message>
            <source>The target ended another session</source>
            <translation>目标结束了另一个会话</translation>
        </message>
        <message>
            <source>The target has been silent for %1 s</source>
            <translation>目标已有 %1 秒没有响应</translation>
        </message>
        <message>
            <source>No stub answered: %1</source>
            <translation>没有目标端程序应答：%1</translation>
        </message>
        <message>
            <source>No stub answered within %1 s</source>
            <translation>%1 秒内没有目标端程序应答</translation>
        </message>
        <message>
            <source>Connecting was interrupted</source>
            <translation>连接被中断</translation>
        </message>
        <message>
            <source>%1; instead came: %2</source>
            <translation>%1；收到的却是：%2</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>The target's architecture, %1, is not supported</source>
            <translation>不支持目标的架构 %1</translation>
        </message>
        <message>
            <source>The target answered what was not asked</source>
            <translation>目标应答了未曾提出的请求</translation>
        </message>
        <message>
            <source>The target sent a file's bytes in a reply</source>
            <translation>目标在应答中发送了文件内容</translation>
        </message>
        <message>
            <source>The target changed its mind within a reply</source>
            <translation>目标在同一应答中前后不一致</translation>
        </message>
        <message>
            <source>The target answered with more than was asked for</source>
            <translation>目标的应答超过了所请求的内容</translation>
        </message>
        <message>
            <source>The target lost a part of a file</source>
            <translation>目标丢失了文件的一部分</translation>
        </message>
        <message>
            <source>The target sent a file that was not asked for</source>
            <translation>目标发送了未请求的文件</translation>
        </message>
        <message>
            <source>A session's own thread can't wait for an answer</source>
            <translation>会话自身的线程不能等待应答</translation>
        </message>
        <message>
            <source>Waiting for the target was interrupted</source>
            <translation>等待目标时被中断</translation>
        </message>
        <message>
            <source>'%1' is no path of a target's file</source>
            <translation>“%1”不是目标文件的路径</translation>
        </message>
        <message>
            <source>Can't read the target's %1</source>
            <translation>无法读取目标的 %1</translation>
        </message>
        <message>
            <source>Stream %1 is not open</source>
            <translation>数据流 %1 未打开</translation>
        </message>
        <message>
            <source>Stream %1 is open already, or too many are</source>
            <translation>数据流 %1 已打开，或打开的数据流过多</translation>
        </message>
        <message>
            <source>The target can't read stream %1</source>
            <translation>目标无法读取数据流 %1</translation>
        </message>
        <message>
            <source>The target can't flush stream %1</source>
            <translation>目标无法清空数据流 %1</translation>
        </message>
        <message>
            <source>The target can't read the map of stream %1</source>
            <translation>目标无法读取数据流 %1 的映射</translation>
        </message>
        <message>
            <source>The target sent a broken snapshot of a map</source>
            <translation>目标发送了损坏的映射快照</translation>
        </message>
        <message>
            <source>The target sent data of a stream that is not open</source>
            <translation>目标发送了未打开的数据流的数据</translation>
        </message>
        <message>
            <source>The target left a hole in a record</source>
            <translation>目标的记录中有缺口</translation>
        </message>
        <message>
            <source>The target sent a record longer than its buffer</source>
            <translation>目标发送的记录比其缓冲区还长</translation>
        </message>
        <message>
            <source>The target sent a snapshot that was not asked for</source>
            <translation>目标发送了未请求的快照</translation>
        </message>
        <message>
            <source>The target has no block device '%1'</source>
            <translation>目标没有块设备“%1”</translation>
        </message>
        <message>
            <source>did you mean %1?</source>
            <translation>您是指 %1 吗？</translation>
        </message>
        <message>
            <source>'%1' is no name of a block device</source>
            <translation>“%1”不是块设备的名称</translation>
        </message>
        <message>
            <source>as in loop0, sda1 or 7:0</source>
            <translation>例如 loop0、sda1 或 7:0</translation>
        </message>
        <message>
            <source>Can't write the cache file %1: %2</source>
            <translation>无法写入缓存文件 %1：%2</translation>
        </message>
        <message>
            <source>the folder can't be made</source>
            <translation>无法创建文件夹</translation>
        </message>
        <message>
            <source>Can't read the target's %1: %2</source>
            <translation>无法读取目标的 %1：%2</translation>
        </message>
        <message>
            <source>The target's %1 is larger than %2 bytes</source>
            <translation>目标的 %1 大于 %2 字节</translation>
        </message>
    </context>
    <context>
        <name>Symbols</name>
        <message>
            <source>there is no target any more</source>
            <translation>目标已不存在</translation>
        </message>
    </context>
    <context>
        <name>Targets</name>
        <message>
            <source>made from Debian packages at its first start</source>
            <translation>首次启动时由 Debian 软件包制作</translation>
        </message>
        <message>
            <source>every probe</source>
            <translation>所有探针</translation>
        </message>
        <message>
            <source>probes of kprobes, tracepoints and perf events</source>
            <translation>使用 kprobe、跟踪点和性能事件的探针</translation>
        </message>
        <message>
            <source>programs as machine code: many times faster</source>
            <translation>程序成为机器码：快许多倍</translation>
        </message>
        <message>
            <source>perf buffers and sampling</source>
            <translation>性能缓冲区与采样</translation>
        </message>
        <message>
            <source>probes at kernel functions</source>
            <translation>内核函数处的探针</translation>
        </message>
        <message>
            <source>probes in user programs</source>
            <translation>用户程序中的探针</translation>
        </message>
        <message>
            <source>tracepoints of system calls</source>
            <translation>系统调用的跟踪点</translation>
        </message>
        <message>
            <source>the kernel's own types: tp_btf, fentry, and probes without headers</source>
            <translation>内核自身的类型：tp_btf、fentry，以及无需头文件的探针</translation>
        </message>
        <message>
            <source>fentry and kprobe.multi</source>
            <translation>fentry 和 kprobe.multi</translation>
        </message>
        <message>
            <source>many kernel functions with one probe</source>
            <translation>一个探针覆盖许多内核函数</translation>
        </message>
        <message>
            <source>names of kernel functions</source>
            <translation>内核函数的名称</translation>
        </message>
        <message>
            <source>names of kernel variables</source>
            <translation>内核变量的名称</translation>
        </message>
        <message>
            <source>kernel stacks</source>
            <translation>内核栈</translation>
        </message>
        <message>
            <source>you may not open it: sudo usermod -aG dialout $USER, then log in again</source>
            <translation>没有打开它的权限：sudo usermod -aG dialout $USER，然后重新登录</translation>
        </message>
        <message>
            <source>There is no target '%1'</source>
            <translation>没有目标“%1”</translation>
        </message>
        <message>
            <source>radiosonde targets lists those that are known; a board that is reached by ssh is ssh://HOST</source>
            <translation>radiosonde targets 列出已知的目标；通过 ssh 访问的开发板写作 ssh://HOST</translation>
        </message>
        <message>
            <source>did you mean %1?</source>
            <translation>您是指 %1 吗？</translation>
        </message>
        <message>
            <source>Trying what the kernel can do</source>
            <translation>正在试验内核的能力</translation>
        </message>
        <message>
            <source>Linux %1</source>
            <translation>Linux %1</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Connecting was interrupted</source>
            <translation>连接被中断</translation>
        </message>
        <message>
            <source>the stub</source>
            <translation>目标端程序</translation>
        </message>
        <message>
            <source>This user may not trace this machine's kernel: %1 missing</source>
            <translation>当前用户无权跟踪本机内核：缺少 %1</translation>
        </message>
        <message>
            <source> and </source>
            <translation>、</translation>
        </message>
        <message>
            <source>neither pkexec nor sudo is there to ask for them</source>
            <translation>没有可用于申请权限的 pkexec 或 sudo</translation>
        </message>
        <message>
            <source>Asking for the rights to trace this machine</source>
            <translation>正在申请跟踪本机的权限</translation>
        </message>
        <message>
            <source>the command</source>
            <translation>命令</translation>
        </message>
        <message>
            <source>%1 closed the link</source>
            <translation>%1 关闭了连接</translation>
        </message>
        <message>
            <source>%1 was killed by signal %2 (%3)</source>
            <translation>%1 被信号 %2 (%3) 终止</translation>
        </message>
        <message>
            <source>%1 ended with status %2</source>
            <translation>%1 以状态 %2 结束</translation>
        </message>
        <message>
            <source>run `sudo -v` first and radiosonde will use it, or start it with `sudo %1`, or give the rights for good with `sudo setcap cap_bpf,cap_perfmon,cap_syslog,cap_sys_resource,cap_sys_ptrace,cap_dac_read_search,cap_net_admin=ep %1`</source>
            <translation>请先运行 `sudo -v`，radiosonde 会加以利用；或用 `sudo %1` 启动；或用 `sudo setcap cap_bpf,cap_perfmon,cap_syslog,cap_sys_resource,cap_sys_ptrace,cap_dac_read_search,cap_net_admin=ep %1` 永久授予权限</translation>
        </message>
        <message>
            <source>Can't start %1: %2</source>
            <translation>无法启动 %1：%2</translation>
        </message>
        <message>
            <source>The ssh agent at %1 can't be used: %2</source>
            <translation>无法使用 %1 处的 ssh 代理：%2</translation>
        </message>
        <message>
            <source>it closed the connection</source>
            <translation>它关闭了连接</translation>
        </message>
        <message>
            <source>it tells no keys</source>
            <translation>它没有给出密钥</translation>
        </message>
        <message>
            <source>its list of keys is damaged</source>
            <translation>它的密钥列表已损坏</translation>
        </message>
        <message>
            <source>The ssh configuration has no valid port for %1: %2</source>
            <translation>ssh 配置中 %1 的端口无效：%2</translation>
        </message>
        <message>
            <source>%1 line %2: %3</source>
            <translation>%1 第 %2 行：%3</translation>
        </message>
        <message>
            <source>a quote is not closed</source>
            <translation>引号没有闭合</translation>
        </message>
        <message>
            <source>'%1' needs a value</source>
            <translation>“%1”需要一个值</translation>
        </message>
        <message>
            <source>files include each other too deeply</source>
            <translation>文件相互包含过深</translation>
        </message>
        <message>
            <source>Match %1 needs a value</source>
            <translation>Match %1 需要一个值</translation>
        </message>
        <message>
            <source>Match knows no '%1'</source>
            <translation>Match 不认识“%1”</translation>
        </message>
        <message>
            <source>the proxy command</source>
            <translation>代理命令</translation>
        </message>
        <message>
            <source>Connecting to %1</source>
            <translation>正在连接 %1</translation>
        </message>
        <message>
            <source>%1 is no ssh server: it says '%2'</source>
            <translation>%1 不是 ssh 服务器：它说“%2”</translation>
        </message>
        <message>
            <source>is the port right?</source>
            <translation>端口对吗？</translation>
        </message>
        <message>
            <source>There is no way to %1: %2</source>
            <translation>没有通往 %1 的路径：%2</translation>
        </message>
        <message>
            <source>try the ProxyCommand of the ssh configuration by hand</source>
            <translation>请手动试一下 ssh 配置中的 ProxyCommand</translation>
        </message>
        <message>
            <source>the jump host must be able to reach it</source>
            <translation>跳板主机必须能访问它</translation>
        </message>
        <message>
            <source>%1 and Radiosonde have no algorithm in common: %2</source>
            <translation>%1 与 Radiosonde 没有共同的算法：%2</translation>
        </message>
        <message>
            <source>update the server, or allow it by KexAlgorithms, HostKeyAlgorithms, Ciphers or MACs in ~/.ssh/config</source>
            <translation>请更新服务器，或在 ~/.ssh/config 中用 KexAlgorithms、HostKeyAlgorithms、Ciphers 或 MACs 允许它</translation>
        </message>
        <message>
            <source>%1 does not speak version 2 of the ssh protocol: it greets by '%2'</source>
            <translation>%1 不支持 ssh 协议第 2 版：它的问候是“%2”</translation>
        </message>
        <message>
            <source>it needs a newer server</source>
            <translation>它需要更新的服务器</translation>
        </message>
        <message>
            <source>keys were exchanged</source>
            <translation>交换密钥</translation>
        </message>
        <message>
            <source>%1 takes connections but says nothing within %2 s</source>
            <translation>%1 接受连接，但 %2 秒内没有任何应答</translation>
        </message>
        <message>
            <source>is that an ssh server? It may also be starting up</source>
            <translation>那是 ssh 服务器吗？它也可能正在启动</translation>
        </message>
        <message>
            <source>%1 closed the connection before it greeted</source>
            <translation>%1 在问候之前关闭了连接</translation>
        </message>
        <message>
            <source>is that an ssh server? It may also be overloaded or have banned this address</source>
            <translation>那是 ssh 服务器吗？它也可能过载，或封禁了此地址</translation>
        </message>
        <message>
            <source>Logging in to %1</source>
            <translation>正在登录 %1</translation>
        </message>
        <message>
            <source>There is no way to %1</source>
            <translation>没有通往 %1 的路径</translation>
        </message>
        <message>
            <source>The host key of %1 has changed: it shows %2 %3, known is %4 %5 (%6 line %7)</source>
            <translation>%1 的主机密钥已改变：它出示 %2 %3，已知的是 %4 %5（%6 第 %7 行）</translation>
        </message>
        <message>
            <source>somebody may be listening in, or %1 was set up anew: if you are sure of that, remove the old key by `ssh-keygen -R '%2' -f '%3'`</source>
            <translation>可能有人在窃听，或 %1 已重新安装：如果确定是后者，请用 `ssh-keygen -R '%2' -f '%3'` 移除旧密钥</translation>
        </message>
        <message>
            <source>%1 shows a host key of another type than the known one: %2 %3, known is %4 %5 (%6 line %7)</source>
            <translation>%1 出示的主机密钥类型与已知的不同：%2 %3，已知的是 %4 %5（%6 第 %7 行）</translation>
        </message>
        <message>
            <source>%1 shows a host key that was revoked: %2 %3 (%4 line %5)</source>
            <translation>%1 出示的主机密钥已被吊销：%2 %3（%4 第 %5 行）</translation>
        </message>
        <message>
            <source>it needs a new host key</source>
            <translation>它需要新的主机密钥</translation>
        </message>
        <message>
            <source>The host %1 is not known, and nobody confirmed its key %2 %3</source>
            <translation>主机 %1 未知，且没有人确认其密钥 %2 %3</translation>
        </message>
        <message>
            <source>compare the fingerprint with that of the board, then record it by `%1`</source>
            <translation>请与开发板的指纹比对，然后用 `%1` 记录它</translation>
        </message>
        <message>
            <source>What answers at %1 is not the expected board: its host key is %2</source>
            <translation>在 %1 应答的不是预期的开发板：其主机密钥为 %2</translation>
        </message>
        <message>
            <source>another program may have taken its port</source>
            <translation>可能有别的程序占用了它的端口</translation>
        </message>
        <message>
            <source>its host key was looked at</source>
            <translation>检查其主机密钥</translation>
        </message>
        <message>
            <source>The key %1 can't be used: %2</source>
            <translation>无法使用密钥 %1：%2</translation>
        </message>
        <message>
            <source>other users can read it</source>
            <translation>其他用户可以读取它</translation>
        </message>
        <message>
            <source>run `chmod 600 %1`</source>
            <translation>请运行 `chmod 600 %1`</translation>
        </message>
        <message>
            <source>it is damaged or of an unknown kind</source>
            <translation>它已损坏或类型未知</translation>
        </message>
        <message>
            <source>the passphrase is wrong</source>
            <translation>口令短语错误</translation>
        </message>
        <message>
            <source>Can't write %1: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>Can't make a socket: %1</source>
            <translation>无法建立套接字：%1</translation>
        </message>
        <message>
            <source>a shell was asked for</source>
            <translation>请求 shell</translation>
        </message>
        <message>
            <source>%1 does not allow to run a command: %2</source>
            <translation>%1 不允许运行命令：%2</translation>
        </message>
        <message>
            <source>its limit of sessions (MaxSessions) may be reached, or the account may be for files only</source>
            <translation>可能已达到其会话数上限（MaxSessions），或该账户只能传输文件</translation>
        </message>
        <message>
            <source>a tunnel was asked for</source>
            <translation>请求隧道</translation>
        </message>
        <message>
            <source>The jump host %1 does not connect to %2 port %3: %4</source>
            <translation>跳板主机 %1 无法连接到 %2 端口 %3：%4</translation>
        </message>
        <message>
            <source>it may not know that name, or forbid forwarding (AllowTcpForwarding)</source>
            <translation>它可能不认识该名称，或禁止转发（AllowTcpForwarding）</translation>
        </message>
        <message>
            <source>the shell on %1</source>
            <translation>%1 上的 shell</translation>
        </message>
        <message>
            <source>the tunnel through %1</source>
            <translation>经由 %1 的隧道</translation>
        </message>
        <message>
            <source>%1 was killed by signal %2</source>
            <translation>%1 被信号 %2 终止</translation>
        </message>
        <message>
            <source>%1 goes on</source>
            <translation>%1 继续运行</translation>
        </message>
        <message>
            <source>%1 closed the connection: %2</source>
            <translation>%1 关闭了连接：%2</translation>
        </message>
        <message>
            <source>the connection to %1 was closed</source>
            <translation>与 %1 的连接已关闭</translation>
        </message>
        <message>
            <source>it was asked how to log in</source>
            <translation>询问其登录方式</translation>
        </message>
        <message>
            <source>No way to log in to %1 is left</source>
            <translation>没有其他可用于登录 %1 的方式</translation>
        </message>
        <message>
            <source>; tried: %1</source>
            <translation>；已尝试：%1</translation>
        </message>
        <message>
            <source>; the server takes: %1</source>
            <translation>；服务器接受：%1</translation>
        </message>
        <message>
            <source>there is nobody to ask for a password: use a key or an agent</source>
            <translation>无人可供询问密码：请使用密钥或密钥代理</translation>
        </message>
        <message>
            <source>put your public key on the board by `ssh-copy-id`, or name the right key by IdentityFile in ~/.ssh/config</source>
            <translation>请用 `ssh-copy-id` 将公钥放到开发板上，或在 ~/.ssh/config 中用 IdentityFile 指定正确的密钥</translation>
        </message>
        <message>
            <source>Password of %1@%2</source>
            <translation>%1@%2 的密码</translation>
        </message>
        <message>
            <source>keyboard-interactive (no answer given)</source>
            <translation>keyboard-interactive（未作回答）</translation>
        </message>
        <message>
            <source>keyboard-interactive (wrong answer)</source>
            <translation>keyboard-interactive（回答错误）</translation>
        </message>
        <message>
            <source>it asked its questions</source>
            <translation>由其提问</translation>
        </message>
        <message>
            <source>password (none given)</source>
            <translation>password（未提供）</translation>
        </message>
        <message>
            <source>it checked the password</source>
            <translation>由其检查密码</translation>
        </message>
        <message>
            <source>password (wrong)</source>
            <translation>password（错误）</translation>
        </message>
        <message>
            <source>the password of %1 on that board is needed</source>
            <translation>需要 %1 在该开发板上的密码</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>it was shown the %1</source>
            <translation>向其出示%1</translation>
        </message>
        <message>
            <source>it was shown the agent's keys</source>
            <translation>向其出示代理的密钥</translation>
        </message>
        <message>
            <source>agent's key '%1'</source>
            <translation>代理中的密钥“%1”</translation>
        </message>
        <message>
            <source>the agent did not sign</source>
            <translation>代理未签名</translation>
        </message>
        <message>
            <source>key %1</source>
            <translation>密钥 %1</translation>
        </message>
        <message>
            <source>Passphrase of %1</source>
            <translation>%1 的密码短语</translation>
        </message>
        <message>
            <source>no passphrase given</source>
            <translation>未提供密码短语</translation>
        </message>
        <message>
            <source>too many keys were offered: name the right one by IdentityFile and set IdentitiesOnly yes for this host in ~/.ssh/config</source>
            <translation>提供的密钥过多：请在 ~/.ssh/config 中用 IdentityFile 指定正确的密钥，并为此主机设置 IdentitiesOnly yes</translation>
        </message>
        <message>
            <source>%1 stopped answering while %2</source>
            <translation>%1 在以下步骤中停止响应：%2</translation>
        </message>
        <message>
            <source>it may be overloaded, or the network lost it</source>
            <translation>它可能负载过高，或者网络连接已中断</translation>
        </message>
        <message>
            <source>%1 closed the connection while %2: %3</source>
            <translation>%1 在以下步骤中关闭了连接：%2（%3）</translation>
        </message>
        <message>
            <source>%1 closed the connection while %2</source>
            <translation>%1 在以下步骤中关闭了连接：%2</translation>
        </message>
        <message>
            <source>the server's log tells why</source>
            <translation>服务器日志中有原因说明</translation>
        </message>
        <message>
            <source>%1 failed while %2: %3</source>
            <translation>%1 在以下步骤中失败：%2（%3）</translation>
        </message>
        <message>
            <source>ProxyJump %1 in the ssh configuration can't be used: %2</source>
            <translation>无法使用 ssh 配置中的 ProxyJump %1：%2</translation>
        </message>
        <message>
            <source>The way to %1 leads over too many jump hosts</source>
            <translation>通往 %1 的路径经过的跳板主机过多</translation>
        </message>
        <message>
            <source>does ProxyJump lead in a circle?</source>
            <translation>ProxyJump 是否形成了循环？</translation>
        </message>
        <message>
            <source>%1 does not answer on port %2: nothing within %3 s</source>
            <translation>%1 的端口 %2 没有响应：%3 秒内未收到任何数据</translation>
        </message>
        <message>
            <source>is it switched on, and does a firewall let ssh through?</source>
            <translation>它是否已开机，防火墙是否放行 ssh？</translation>
        </message>
        <message>
            <source>The host name '%1' can't be resolved: %2</source>
            <translation>无法解析主机名“%1”：%2</translation>
        </message>
        <message>
            <source>check its spelling, or use the address of the board</source>
            <translation>请检查其拼写，或使用开发板的地址</translation>
        </message>
        <message>
            <source>check the address and the network to it</source>
            <translation>请检查地址以及到该地址的网络</translation>
        </message>
        <message>
            <source>the host is there but no ssh server listens on that port; is sshd or dropbear running?</source>
            <translation>主机存在，但该端口上没有 ssh 服务器在监听；sshd 或 dropbear 是否在运行？</translation>
        </message>
        <message>
            <source>Can't connect to %1 port %2: %3</source>
            <translation>无法连接到 %1 的端口 %2：%3</translation>
        </message>
        <message>
            <source>The target '%1' %2</source>
            <translation>目标“%1”%2</translation>
        </message>
        <message>
            <source>an ssh target is ssh://[user@]host[:port][?become=sudo]</source>
            <translation>ssh 目标的格式为 ssh://[user@]host[:port][?become=sudo]</translation>
        </message>
        <message>
            <source>has an unknown setting '%1'</source>
            <translation>含有未知设置“%1”</translation>
        </message>
        <message>
            <source>has no valid port: '%1' is not 1 to 65535</source>
            <translation>没有有效的端口：“%1”不在 1 到 65535 之间</translation>
        </message>
        <message>
            <source>has no valid IPv6 address in its brackets</source>
            <translation>方括号内不是有效的 IPv6 地址</translation>
        </message>
        <message>
            <source>has '%1' after its address</source>
            <translation>在地址之后含有“%1”</translation>
        </message>
        <message>
            <source>needs brackets around its IPv6 address</source>
            <translation>的 IPv6 地址需要用方括号括起来</translation>
        </message>
        <message>
            <source>has no host</source>
            <translation>没有主机</translation>
        </message>
        <message>
            <source>has no valid host: '%1'</source>
            <translation>没有有效的主机：“%1”</translation>
        </message>
        <message>
            <source>does not begin with ssh://</source>
            <translation>不以 ssh:// 开头</translation>
        </message>
        <message>
            <source>has a path, which an ssh target has not</source>
            <translation>含有路径，而 ssh 目标没有路径</translation>
        </message>
        <message>
            <source>has a password, which does not belong into a URL: it is asked for</source>
            <translation>含有密码，而密码不应写在 URL 中：需要时会询问</translation>
        </message>
        <message>
            <source>has no valid user: '%1'</source>
            <translation>没有有效的用户：“%1”</translation>
        </message>
        <message>
            <source>Can't place the stub in %1: %2</source>
            <translation>无法将目标端程序放入 %1：%2</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Run a probe on this machine.</source>
            <translation>在本机上运行探针。</translation>
        </message>
        <message>
            <source>Open a recording.</source>
            <translation>打开录制文件。</translation>
        </message>
        <message>
            <source>Probes and recordings to open.</source>
            <translation>要打开的探针和录制文件。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde</name>
        <message>
            <source>there are %1</source>
            <translation>可用的有 %1</translation>
        </message>
        <message>
            <source>there is no architecture %1</source>
            <translation>没有架构 %1</translation>
        </message>
        <message>
            <source>did you mean %1?</source>
            <translation>您是指 %1 吗？</translation>
        </message>
        <message>
            <source>replace by "%1"</source>
            <translation>替换为“%1”</translation>
        </message>
        <message>
            <source>Compiles a probe and prints the compiler's diagnostics.</source>
            <translation>编译探针并输出编译器的诊断信息。</translation>
        </message>
        <message>
            <source>Compile for this target's architecture and kernel (local).</source>
            <translation>按此目标的架构和内核编译（local）。</translation>
        </message>
        <message>
            <source>Compile for x86_64, arm64, arm or riscv64.</source>
            <translation>针对 x86_64、arm64、arm 或 riscv64 编译。</translation>
        </message>
        <message>
            <source>Print the diagnostics as one JSON array.</source>
            <translation>将诊断信息输出为一个 JSON 数组。</translation>
        </message>
        <message>
            <source>Writes what a recording holds as text.</source>
            <translation>将录制文件的内容写成文本。</translation>
        </message>
        <message>
            <source>json, csv, table or folded.</source>
            <translation>json、csv、table 或 folded。</translation>
        </message>
        <message>
            <source>The file to write; - for stdout.</source>
            <translation>要写入的文件；- 表示标准输出。</translation>
        </message>
        <message>
            <source>--format is missing</source>
            <translation>缺少 --format</translation>
        </message>
        <message>
            <source>--output is missing</source>
            <translation>缺少 --output</translation>
        </message>
        <message>
            <source>- stands for stdout</source>
            <translation>- 表示标准输出</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>missing option</source>
            <translation>缺少选项</translation>
        </message>
        <message>
            <source>may be missing</source>
            <translation>可能缺少</translation>
        </message>
        <message>
            <source>from the headers in %1</source>
            <translation>来自 %1 中的头文件</translation>
        </message>
        <message>
            <source>from %1</source>
            <translation>来自 %1</translation>
        </message>
        <message>
            <source>Says what a target is and what can be attached there.</source>
            <translation>说明目标的情况以及可在其上附加的内容。</translation>
        </message>
        <message>
            <source>Which target: an address, or a saved target's name (local).</source>
            <translation>使用哪个目标：地址或已保存目标的名称（local）。</translation>
        </message>
        <message>
            <source>Print one JSON object.</source>
            <translation>输出一个 JSON 对象。</translation>
        </message>
        <message>
            <source>Where to run: a saved target's name, local, ssh://[user@]host, adb://[serial], serial:///dev/ttyUSB0, board://arm64, cmd:COMMAND, or file:PATH to replay a recording; may be repeated.</source>
            <translation>运行位置：已保存目标的名称、local、ssh://[user@]host、adb://[serial]、serial:///dev/ttyUSB0、board://arm64、cmd:COMMAND，或用 file:PATH 重放录制；可重复指定。</translation>
        </message>
        <message>
            <source>End after so many seconds; without it, at Ctrl-C.</source>
            <translation>在指定秒数后结束；不指定则按 Ctrl-C 结束。</translation>
        </message>
        <message>
            <source>Seconds between snapshots of maps (1).</source>
            <translation>映射快照之间的秒数 (1)。</translation>
        </message>
        <message>
            <source>Give a parameter of the probe a value; may be repeated.</source>
            <translation>为探针的参数赋值；可重复使用。</translation>
        </message>
        <message>
            <source>table, json, csv or folded (table).</source>
            <translation>table、json、csv 或 folded (table)。</translation>
        </message>
        <message>
            <source>Write the data to a file instead of stdout.</source>
            <translation>将数据写入文件而不是标准输出。</translation>
        </message>
        <message>
            <source>Keep a recording of the run in a file as well.</source>
            <translation>同时将此次运行录制到文件。</translation>
        </message>
        <message>
            <source>Append an account of every call made on the target to a file.</source>
            <translation>把在目标上进行的每个调用的记录追加到文件。</translation>
        </message>
        <message>
            <source>Let the stub keep such an account as well, in a file of the target.</source>
            <translation>让桩程序也在目标的一个文件中保存这样的记录。</translation>
        </message>
        <message>
            <source>Try a target again whose link is lost, until it is back or the run ends.</source>
            <translation>链路丢失的目标会不断重试，直到恢复或运行结束。</translation>
        </message>
        <message>
            <source>Attach this alternative of the probe's programs, no other.</source>
            <translation>只附加探针程序的这一备选方案。</translation>
        </message>
        <message>
            <source>Look for the symbols of the target's programs in these folders: copies of its file system, or folders of unstripped files.</source>
            <translation>在这些文件夹中查找目标程序的符号：目标文件系统的副本，或存放未剥离文件的文件夹。</translation>
        </message>
        <message>
            <source>Ask the servers of DEBUGINFOD_URLS for debug information.</source>
            <translation>向 DEBUGINFOD_URLS 的服务器请求调试信息。</translation>
        </message>
        <message>
            <source>Send records through perf buffers in the place of ring buffers, as kernels before 5.8 need it.</source>
            <translation>通过 perf 缓冲区而不是环形缓冲区发送记录，5.8 之前的内核需要这样做。</translation>
        </message>
        <message>
            <source>Bytes of each ring buffer, a power of two.</source>
            <translation>每个环形缓冲区的字节数，须为 2 的幂。</translation>
        </message>
        <message>
            <source>--set takes NAME=VALUE, not %1</source>
            <translation>--set 需要 NAME=VALUE，而不是 %1</translation>
        </message>
        <message>
            <source>--ring-size takes a power of two from 4096 on, not %1</source>
            <translation>--ring-size 需要不小于 4096 的 2 的幂，而不是 %1</translation>
        </message>
        <message>
            <source>there is no folder %1</source>
            <translation>没有文件夹 %1</translation>
        </message>
        <message>
            <source>the target %1 is named twice</source>
            <translation>目标 %1 给出了两次</translation>
        </message>
        <message>
            <source>a recording is replayed by itself, not beside other targets</source>
            <translation>录制只能单独回放，不能与其他目标一起</translation>
        </message>
        <message>
            <source>Runs PROBE, a name of the library or a .bpf.c file, and prints what it sees.</source>
            <translation>运行 PROBE（库中的名称或 .bpf.c 文件）并输出它所看到的内容。</translation>
        </message>
        <message>
            <source>Writes the program that runs on a target of an architecture.</source>
            <translation>写出在指定架构的目标上运行的程序。</translation>
        </message>
        <message>
            <source>x86_64, arm64, arm or riscv64.</source>
            <translation>x86_64、arm64、arm 或 riscv64。</translation>
        </message>
        <message>
            <source>The file to write, executable; - for stdout.</source>
            <translation>要写入的可执行文件；- 表示标准输出。</translation>
        </message>
        <message>
            <source>--arch is missing</source>
            <translation>缺少 --arch</translation>
        </message>
        <message>
            <source>usage: radiosonde %1</source>
            <translation>用法：radiosonde %1</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>unavailable</source>
            <translation>不可用</translation>
        </message>
        <message>
            <source>--save takes NAME=URL, not %1</source>
            <translation>--save 需要 NAME=URL，而不是 %1</translation>
        </message>
        <message>
            <source>Lists this machine, saved targets, devices that adb knows, serial ports, virtual boards and the hosts of ~/.ssh/config, or changes what is saved.</source>
            <translation>列出本机、已保存的目标、adb 已知的设备、串口、虚拟板和 ~/.ssh/config 中的主机，或更改已保存的内容。</translation>
        </message>
        <message>
            <source>Print one JSON array.</source>
            <translation>输出一个 JSON 数组。</translation>
        </message>
        <message>
            <source>Save a target, or give a saved one another address.</source>
            <translation>保存目标，或为已保存的目标更换地址。</translation>
        </message>
        <message>
            <source>Forget a saved target.</source>
            <translation>删除已保存的目标。</translation>
        </message>
        <message>
            <source>Save the hosts of ~/.ssh/config and print their names.</source>
            <translation>保存 ~/.ssh/config 中的主机并输出其名称。</translation>
        </message>
        <message>
            <source>there is no display to open a window on</source>
            <translation>没有可用于打开窗口的显示器</translation>
        </message>
        <message>
            <source>radiosonde run filetop shows a probe in the terminal; radiosonde --help says what else there is</source>
            <translation>radiosonde run filetop 可在终端中显示探针；radiosonde --help 说明其他用法</translation>
        </message>
        <message>
            <source>%1 cannot be started: %2</source>
            <translation>无法启动 %1：%2</translation>
        </message>
        <message>
            <source>install the program again</source>
            <translation>请重新安装本程序</translation>
        </message>
        <message>
            <source>Take the types of the target's kernel from its header packages (for a kernel without BTF).</source>
            <translation>从目标内核的头文件包中获取其类型（用于没有 BTF 的内核）。</translation>
        </message>
        <message>
            <source>Take them from a file: BTF, or a vmlinux with BTF or debug information.</source>
            <translation>从文件中获取类型：BTF，或带有 BTF 或调试信息的 vmlinux。</translation>
        </message>
        <message>
            <source>--btf and --kernel-headers exclude each other</source>
            <translation>--btf 和 --kernel-headers 不能同时使用</translation>
        </message>
        <message>
            <source>--btf and --kernel-headers take a path</source>
            <translation>--btf 和 --kernel-headers 需要一个路径</translation>
        </message>
        <message>
            <source>there is no %1</source>
            <translation>没有 %1</translation>
        </message>
        <message>
            <source>Headers do not tell types that a .c file of the kernel keeps to itself: --btf with the kernel's vmlinux with debug information does</source>
            <translation>头文件不包含内核 .c 文件内部私有的类型：请用 --btf 指定带有调试信息的内核 vmlinux</translation>
        </message>
        <message>
            <source>The kernel has no BTF: give the folders of its headers with --kernel-headers, or its vmlinux, or BTF made of it, with --btf</source>
            <translation>内核没有 BTF：请用 --kernel-headers 指定其头文件目录，或用 --btf 指定其 vmlinux 或由其生成的 BTF</translation>
        </message>
        <message>
            <source>The kernel has no BTF: unpack Debian's packages %1 and %2 for %3 and give --kernel-headers /usr/src/%1, or give the kernel's vmlinux, or BTF made of it, with --btf</source>
            <translation>内核没有 BTF：请解包 Debian 软件包 %1 和 %2（用于 %3）并指定 --kernel-headers /usr/src/%1，或用 --btf 指定内核的 vmlinux 或由其生成的 BTF</translation>
        </message>
        <message>
            <source>Reading the kernel's types</source>
            <translation>正在读取内核的类型</translation>
        </message>
        <message>
            <source>a buffer: its records are in the views of events</source>
            <translation>缓冲区：其记录在事件视图中</translation>
        </message>
        <message>
            <source>a queue: reading an element would take it out</source>
            <translation>队列：读取元素会将其取出</translation>
        </message>
        <message>
            <source>a Bloom filter: it has no entries to list</source>
            <translation>布隆过滤器：没有可列出的条目</translation>
        </message>
        <message>
            <source>a storage of kernel objects: the kernel lists no entries of it</source>
            <translation>内核对象的存储：内核不列出其条目</translation>
        </message>
        <message>
            <source>constants of the program: the kernel has frozen them</source>
            <translation>程序的常量：内核已将其冻结</translation>
        </message>
        <message>
            <source>it holds objects of the kernel, of which only the numbers are known</source>
            <translation>其中存放内核对象，只知道其编号</translation>
        </message>
        <message>
            <source>the kernel alone writes stacks</source>
            <translation>调用栈只由内核写入</translation>
        </message>
        <message>
            <source>the run has no target now: its maps can't be reached</source>
            <translation>该运行现在没有目标：无法访问其映射</translation>
        </message>
        <message>
            <source>Wait until the link is back, or run the probe again</source>
            <translation>请等待连接恢复，或重新运行探针</translation>
        </message>
        <message>
            <source>%1 has no such entry any more</source>
            <translation>%1 已没有该条目</translation>
        </message>
        <message>
            <source>Refresh to see what it has now</source>
            <translation>刷新以查看现有条目</translation>
        </message>
        <message>
            <source>the kernel lets nobody change %1: it is frozen</source>
            <translation>内核不允许更改 %1：它已冻结</translation>
        </message>
        <message>
            <source>%1 is full</source>
            <translation>%1 已满</translation>
        </message>
        <message>
            <source>the kernel refused: %1: %2</source>
            <translation>内核拒绝：%1：%2</translation>
        </message>
        <message>
            <source>%1 cannot be read: %2</source>
            <translation>无法读取 %1：%2</translation>
        </message>
        <message>
            <source>%1 is larger than %2 bytes, no source is</source>
            <translation>%1 大于 %2 字节，源代码不会这么大</translation>
        </message>
        <message>
            <source>the probe library %1 is missing</source>
            <translation>缺少探针库 %1</translation>
        </message>
        <message>
            <source>the library has %1</source>
            <translation>库中有 %1</translation>
        </message>
        <message>
            <source>there is no probe called %1</source>
            <translation>没有名为 %1 的探针</translation>
        </message>
        <message>
            <source>It calls itself %1 now, not %2</source>
            <translation>它现在自称 %1，而不是 %2</translation>
        </message>
        <message>
            <source>It was started anew</source>
            <translation>它已重新启动</translation>
        </message>
        <message>
            <source>Its kernel is %1 now, not %2</source>
            <translation>它的内核现在是 %1，而不是 %2</translation>
        </message>
        <message>
            <source>Its kernel %1 is another build</source>
            <translation>它的内核 %1 是另一个构建</translation>
        </message>
        <message>
            <source>%1 came back as another machine (Linux %2, %3): its data does not fit to what came before</source>
            <translation>%1 恢复后成了另一台机器（Linux %2，%3）：其数据与之前的不相符</translation>
        </message>
        <message>
            <source>run the probe again</source>
            <translation>请重新运行探针</translation>
        </message>
        <message>
            <source>%1 is a recording of %2, not of %3</source>
            <translation>%1 是 %2 的录制文件，而不是 %3 的</translation>
        </message>
        <message>
            <source>Reading %1</source>
            <translation>正在读取 %1</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>%1 d %2 h</source>
            <translation>%1 天 %2 小时</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 小时 %2 分</translation>
        </message>
        <message>
            <source>%1 online of %2</source>
            <translation>%1 个在线，共 %2 个</translation>
        </message>
        <message>
            <source>%1, %2 available</source>
            <translation>%1，可用 %2</translation>
        </message>
        <message>
            <source>%1 by this machine's clock</source>
            <translation>%1（按本机时钟）</translation>
        </message>
        <message>
            <source>%1 behind this machine's</source>
            <translation>比本机慢 %1</translation>
        </message>
        <message>
            <source>%1 ahead of this machine's</source>
            <translation>比本机快 %1</translation>
        </message>
        <message>
            <source>unlimited</source>
            <translation>无限制</translation>
        </message>
        <message>
            <source>%1, %2-bit, pages of %3 bytes</source>
            <translation>%1，%2 位，页大小 %3 字节</translation>
        </message>
        <message>
            <source>no: the kernel tells nothing of its types</source>
            <translation>无：内核不提供其类型信息</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开启</translation>
        </message>
        <message>
            <source>off: programs are interpreted</source>
            <translation>关闭：程序以解释方式执行</translation>
        </message>
        <message>
            <source>not mounted</source>
            <translation>未挂载</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>The saved targets are in use by another program</source>
            <translation>已保存的目标正被另一个程序使用</translation>
        </message>
        <message>
            <source>the lock is %1.lock</source>
            <translation>锁文件为 %1.lock</translation>
        </message>
        <message>
            <source>No saved target is called '%1'</source>
            <translation>没有名为“%1”的已保存目标</translation>
        </message>
        <message>
            <source>A target cannot be called '%1'</source>
            <translation>目标不能命名为“%1”</translation>
        </message>
        <message>
            <source>a name has 1 to 64 characters and no space at either end</source>
            <translation>名称须为 1 到 64 个字符，且首尾没有空格</translation>
        </message>
        <message>
            <source>a name does not look like an address or an option: no '/', no ':', no '-' before it</source>
            <translation>名称不能像地址或选项：不含“/”和“:”，且不以“-”开头</translation>
        </message>
        <message>
            <source>A recording is no target to be saved</source>
            <translation>录制文件不能作为目标保存</translation>
        </message>
        <message>
            <source>'%1' is no address of a target</source>
            <translation>“%1”不是目标的地址</translation>
        </message>
        <message>
            <source>a board that is reached by ssh is ssh://[user@]host[:port]</source>
            <translation>通过 ssh 访问的开发板写作 ssh://[user@]host[:port]</translation>
        </message>
        <message>
            <source>%1 can't be opened: %2</source>
            <translation>无法打开 %1：%2</translation>
        </message>
        <message>
            <source>%1 is larger than 4 MiB, which no probe is</source>
            <translation>%1 大于 4 MiB，探针不会这么大</translation>
        </message>
        <message>
            <source>%1 is not text in UTF-8</source>
            <translation>%1 不是 UTF-8 文本</translation>
        </message>
        <message>
            <source>%1 can't be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>save it under another name</source>
            <translation>请以其他名称保存</translation>
        </message>
        <message>
            <source>In a view</source>
            <translation>在视图中</translation>
        </message>
        <message>
            <source>In a list</source>
            <translation>在列表中</translation>
        </message>
        <message>
            <source>In the editor</source>
            <translation>在编辑器中</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Copy what is selected, or all</source>
            <translation>复制所选内容，或全部</translation>
        </message>
        <message>
            <source>Follow the newest event</source>
            <translation>跟随最新事件</translation>
        </message>
        <message>
            <source>Sort by one more column</source>
            <translation>再按一列排序</translation>
        </message>
        <message>
            <source>Shift+click on its header</source>
            <translation>Shift+单击其表头</translation>
        </message>
        <message>
            <source>Run the probe, open the target's page</source>
            <translation>运行探针，打开目标的页面</translation>
        </message>
        <message>
            <source>Find: case, whole words, regular expression</source>
            <translation>查找：大小写、全词、正则表达式</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 及其他 %2 个</translation>
        </message>
        <message>
            <source>%1 - alternative %2</source>
            <translation>%1 - 备选方案 %2</translation>
        </message>
        <message>
            <source>%1 - %2 programs not attached, see the session log</source>
            <translation>%1 - %2 个程序未附加，详见会话日志</translation>
        </message>
        <message>
            <source>%1 is attached to %2</source>
            <translation>%1 已附加到 %2</translation>
        </message>
        <message>
            <source>%1 is attached to %2 (alternative %3)</source>
            <translation>%1 已附加到 %2（备选方案 %3）</translation>
        </message>
        <message>
            <source>%1 (%2) is not attached: %3</source>
            <translation>%1 (%2) 未附加：%3</translation>
        </message>
        <message>
            <source>the kernel's buffer was full</source>
            <translation>内核缓冲区已满</translation>
        </message>
        <message>
            <source>a map was full</source>
            <translation>映射已满</translation>
        </message>
        <message>
            <source>the kernel skipped the program</source>
            <translation>内核跳过了程序</translation>
        </message>
        <message>
            <source>on the link</source>
            <translation>在连接上</translation>
        </message>
        <message>
            <source>this program did not keep up</source>
            <translation>本程序未能及时处理</translation>
        </message>
        <message>
            <source>Nothing is known from %1 to %2 (%3): the link was down</source>
            <translation>从 %1 到 %2（%3）的情况未知：链路中断</translation>
        </message>
        <message>
            <source>%1; there were %2 such holes</source>
            <translation>%1；这样的空缺共有 %2 处</translation>
        </message>
        <message>
            <source>losses not known</source>
            <translation>丢失数未知</translation>
        </message>
        <message>
            <source>none lost</source>
            <translation>无丢失</translation>
        </message>
        <message>
            <source>%1 lost</source>
            <translation>丢失 %1</translation>
        </message>
        <message>
            <source>%1 delivered</source>
            <translation>送达 %1</translation>
        </message>
        <message>
            <source>%1 produced, %2, %3</source>
            <translation>产生 %1，%2，%3</translation>
        </message>
        <message>
            <source>reading the kernel's types was cancelled</source>
            <translation>读取内核类型已取消</translation>
        </message>
        <message>
            <source>the compile worker ended while it read the kernel's types: %1</source>
            <translation>编译工作进程在读取内核类型时结束：%1</translation>
        </message>
        <message>
            <source>a message of the compile worker cannot be read</source>
            <translation>无法读取编译进程的消息</translation>
        </message>
        <message>
            <source>%1 are no headers of a kernel: there is no %2</source>
            <translation>%1 不是内核的头文件：没有 %2</translation>
        </message>
        <message>
            <source>Give the folders of both header packages of the kernel, /usr/src/linux-headers-RELEASE:/usr/src/linux-headers-VERSION-common on Debian</source>
            <translation>请给出内核两个头文件包的文件夹，在 Debian 上为 /usr/src/linux-headers-RELEASE:/usr/src/linux-headers-VERSION-common</translation>
        </message>
        <message>
            <source>The headers in %1 are of no configured kernel: there is no %2</source>
            <translation>%1 中的头文件不属于已配置的内核：没有 %2</translation>
        </message>
        <message>
            <source>Give the folder of the kernel's own header package, or of its build, beside the common one, and the one of the target's architecture</source>
            <translation>除公共头文件包外，还请给出该内核自己的头文件包或构建目录，且须为目标架构</translation>
        </message>
        <message>
            <source>The kernel of %1 is built with CONFIG_%2: its headers do not tell where fields stand</source>
            <translation>%1 的内核以 CONFIG_%2 构建：其头文件无法说明字段的位置</translation>
        </message>
        <message>
            <source>Give the kernel's own vmlinux with debug information, or its BTF, with --btf</source>
            <translation>请用 --btf 给出该内核带调试信息的 vmlinux，或其 BTF</translation>
        </message>
        <message>
            <source>%1 is of a big-endian kernel, which Radiosonde does not know</source>
            <translation>%1 属于大端内核，Radiosonde 不认识</translation>
        </message>
        <message>
            <source>%1 has neither BTF nor debug information</source>
            <translation>%1 既没有 BTF 也没有调试信息</translation>
        </message>
        <message>
            <source>Give raw BTF, or a vmlinux with a .BTF section or DWARF; a compressed kernel image has neither</source>
            <translation>请给出原始 BTF，或带 .BTF 节或 DWARF 的 vmlinux；压缩的内核映像两者皆无</translation>
        </message>
        <message>
            <source>The BTF of %1 is of a module, which leaves the kernel's own types out</source>
            <translation>%1 的 BTF 属于模块，不包含内核自身的类型</translation>
        </message>
        <message>
            <source>Give the BTF of the kernel that it belongs to</source>
            <translation>请给出它所属内核的 BTF</translation>
        </message>
        <message>
            <source>The types in %1 are damaged: %2</source>
            <translation>%1 中的类型已损坏：%2</translation>
        </message>
        <message>
            <source>The compile worker crashed on %1: %2</source>
            <translation>编译工作进程处理 %1 时崩溃：%2</translation>
        </message>
        <message>
            <source>a probe runs in the kernel, where there is no C library; its helpers are in &lt;bpf/bpf_helpers.h&gt;</source>
            <translation>探针在内核中运行，那里没有 C 库；其辅助函数在 &lt;bpf/bpf_helpers.h&gt; 中</translation>
        </message>
        <message>
            <source>it is one of the kernel's own headers: name the folders of the target's header packages, with --kernel-headers DIR[:DIR] or in the target's settings; or include vmlinux.h instead, which has the same types</source>
            <translation>这是内核自己的头文件：请用 --kernel-headers DIR[:DIR] 或在目标设置中指出目标头文件包的文件夹；或改为包含 vmlinux.h，其中有相同的类型</translation>
        </message>
        <message>
            <source>did you mean &lt;%1&gt;?</source>
            <translation>您是指 &lt;%1&gt; 吗？</translation>
        </message>
        <message>
            <source>headers are looked up in the probe's own folder and among vmlinux.h, &lt;bpf/*.h&gt;, and a few of &lt;linux/*.h&gt;; kernel types come from vmlinux.h</source>
            <translation>头文件在探针所在文件夹以及 vmlinux.h、&lt;bpf/*.h&gt; 和少数 &lt;linux/*.h&gt; 中查找；内核类型来自 vmlinux.h</translation>
        </message>
        <message>
            <source>is #include &lt;%1&gt; missing?</source>
            <translation>是否缺少 #include &lt;%1&gt;？</translation>
        </message>
        <message>
            <source>is #include "vmlinux.h" missing at the top? It declares the kernel's types</source>
            <translation>开头是否缺少 #include "vmlinux.h"？它声明了内核的类型</translation>
        </message>
        <message>
            <source>the vmlinux.h for %1 does not define this type: it may be private to a file of the kernel, built as a module, or absent in this version. Declare the members that the probe reads in a struct with __attribute__((preserve_access_index))</source>
            <translation>%1 的 vmlinux.h 没有定义此类型：它可能是内核某个文件私有的、被构建为模块，或在此版本中不存在。请在带有 __attribute__((preserve_access_index)) 的结构体中声明探针要读取的成员</translation>
        </message>
        <message>
            <source>vmlinux.h may have declared this name already: choose another</source>
            <translation>vmlinux.h 可能已声明此名称：请另选一个</translation>
        </message>
        <message>
            <source>kernels differ: if only some have this member, guard it with bpf_core_field_exists()</source>
            <translation>各内核有所不同：如果只有部分内核具有此成员，请用 bpf_core_field_exists() 加以判断</translation>
        </message>
        <message>
            <source>for a 32-bit target long has 32 bits, as in its kernel: __u64 and long long have 64 everywhere</source>
            <translation>对于 32 位目标，long 与其内核中一样为 32 位：__u64 和 long long 在各处都是 64 位</translation>
        </message>
        <message>
            <source>the kernel has no kprobes (CONFIG_KPROBES)</source>
            <translation>内核没有 kprobe (CONFIG_KPROBES)</translation>
        </message>
        <message>
            <source>the kernel has no uprobes (CONFIG_UPROBES)</source>
            <translation>内核没有 uprobe (CONFIG_UPROBES)</translation>
        </message>
        <message>
            <source>the stub sees no tracefs (CONFIG_TRACING), or may not mount it</source>
            <translation>目标端程序看不到 tracefs (CONFIG_TRACING)，或无权挂载它</translation>
        </message>
        <message>
            <source>the kernel has no type information of its own (CONFIG_DEBUG_INFO_BTF)</source>
            <translation>内核没有自身的类型信息 (CONFIG_DEBUG_INFO_BTF)</translation>
        </message>
        <message>
            <source>refused at loading: %1</source>
            <translation>加载时被拒绝：%1</translation>
        </message>
        <message>
            <source>the kernel was built without it (CONFIG_FPROBE)</source>
            <translation>内核构建时未启用该功能 (CONFIG_FPROBE)</translation>
        </message>
        <message>
            <source>refused at attaching: %1</source>
            <translation>附加时被拒绝：%1</translation>
        </message>
        <message>
            <source>Run as root, or let pkexec or sudo start the stub</source>
            <translation>请以 root 身份运行，或让 pkexec 或 sudo 启动目标端程序</translation>
        </message>
        <message>
            <source>Log in as root, or add ?become=sudo to the target's address</source>
            <translation>请以 root 身份登录，或在目标地址后添加 ?become=sudo</translation>
        </message>
        <message>
            <source>Operation not supported by this kernel (524)</source>
            <translation>此内核不支持该操作 (524)</translation>
        </message>
        <message>
            <source>the stub has no CAP_NET_RAW on the target, and a socket filter takes it</source>
            <translation>目标端程序在目标上没有 CAP_NET_RAW，而套接字过滤器需要它</translation>
        </message>
        <message>
            <source>the kernel has no packet sockets (CONFIG_PACKET)</source>
            <translation>内核没有数据包套接字（CONFIG_PACKET）</translation>
        </message>
        <message>
            <source>the packet socket refused: %1</source>
            <translation>数据包套接字被拒绝：%1</translation>
        </message>
        <message>
            <source>this kernel lets only CAP_SYS_ADMIN set uprobes, and the stub has given it up</source>
            <translation>此内核只允许 CAP_SYS_ADMIN 设置 uprobe，而目标端程序已放弃该权限</translation>
        </message>
        <message>
            <source>a kernel before 5.15 tells USDT probes of libraries and movable programs apart in one process only: set binary to PID:FILE</source>
            <translation>5.15 之前的内核只能在单个进程内区分库和位置无关程序的 USDT 探针：请将 binary 设为 PID:FILE</translation>
        </message>
        <message>
            <source>the program does not include bpf/usdt.bpf.h</source>
            <translation>程序没有包含 bpf/usdt.bpf.h</translation>
        </message>
        <message>
            <source>the probe has more places than BPF_USDT_MAX_SPEC_CNT allows: define it larger before bpf/usdt.bpf.h is included</source>
            <translation>该探针的位置数超过 BPF_USDT_MAX_SPEC_CNT 的允许：请在包含 bpf/usdt.bpf.h 之前把它定义得更大</translation>
        </message>
        <message>
            <source>the kernel cannot set a probe at this instruction (%1)</source>
            <translation>内核无法在此指令处设置探针（%1）</translation>
        </message>
        <message>
            <source>%1 refused: %2</source>
            <translation>%1 被拒绝：%2</translation>
        </message>
        <message>
            <source>this iterator goes through a map or storage that it must be given, and Radiosonde gives it none</source>
            <translation>此迭代器需要给定的映射或存储才能遍历，而 Radiosonde 不提供</translation>
        </message>
        <message>
            <source>among the functions called %1 is one that cannot be probed: choose a narrower pattern</source>
            <translation>名为 %1 的函数中有一个无法探测：请选择更窄的模式</translation>
        </message>
        <message>
            <source>Radiosonde does not attach programs of this kind (%1)</source>
            <translation>Radiosonde 不附加此类程序 (%1)</translation>
        </message>
        <message>
            <source>the kernel cannot put trampolines at functions on this architecture (error 524)</source>
            <translation>内核在此架构上无法为函数设置跳板（错误 524）</translation>
        </message>
        <message>
            <source>the kernel has no tracepoint %1</source>
            <translation>内核没有跟踪点 %1</translation>
        </message>
        <message>
            <source>%1 refused: %2; so it is where a program reads more than the event has, such as an argument that a system call does not have</source>
            <translation>%1 被拒绝：%2；当程序读取的内容超出事件所有（例如系统调用没有的参数）时会这样</translation>
        </message>
        <message>
            <source>the kernel has no raw tracepoint %1</source>
            <translation>内核没有原始跟踪点 %1</translation>
        </message>
        <message>
            <source>the kernel has no function %1 that can be probed</source>
            <translation>内核没有可探测的函数 %1</translation>
        </message>
        <message>
            <source>the kernel lets nobody probe %1: it was inlined or is barred</source>
            <translation>内核不允许探测 %1：它已被内联或被禁止</translation>
        </message>
        <message>
            <source>The target's kernel is locked down: it lets nobody read its memory</source>
            <translation>目标内核已锁定：不允许读取其内存</translation>
        </message>
        <message>
            <source>Start it without lockdown=confidentiality on its command line, and with nothing that locks it later (/sys/kernel/security/lockdown)</source>
            <translation>启动时不要在命令行使用 lockdown=confidentiality，之后也不要将其锁定（/sys/kernel/security/lockdown）</translation>
        </message>
        <message>
            <source>The target's kernel has no bpf(2): it was built without CONFIG_BPF_SYSCALL</source>
            <translation>目标的内核没有 bpf(2)：构建时未启用 CONFIG_BPF_SYSCALL</translation>
        </message>
        <message>
            <source>Build it with CONFIG_BPF_SYSCALL=y and CONFIG_BPF_EVENTS=y</source>
            <translation>请以 CONFIG_BPF_SYSCALL=y 和 CONFIG_BPF_EVENTS=y 构建</translation>
        </message>
        <message>
            <source>The target's kernel wants CAP_SYS_ADMIN for tracing</source>
            <translation>目标内核要求具有 CAP_SYS_ADMIN 才能跟踪</translation>
        </message>
        <message>
            <source>The stub has no CAP_BPF on the target</source>
            <translation>目标端程序在目标上没有 CAP_BPF</translation>
        </message>
        <message>
            <source>The stub has no CAP_PERFMON on the target</source>
            <translation>目标端程序在目标上没有 CAP_PERFMON</translation>
        </message>
        <message>
            <source>The target's kernel charges maps to RLIMIT_MEMLOCK, and the limit is met</source>
            <translation>目标内核将映射计入 RLIMIT_MEMLOCK，且已达到上限</translation>
        </message>
        <message>
            <source>Raise the limit (ulimit -l unlimited), or give the stub CAP_SYS_RESOURCE</source>
            <translation>请提高上限 (ulimit -l unlimited)，或为目标端程序授予 CAP_SYS_RESOURCE</translation>
        </message>
        <message>
            <source>the kernel does not let functions be hooked by fentry or fexit: %1</source>
            <translation>内核不允许用 fentry 或 fexit 挂接函数：%1</translation>
        </message>
        <message>
            <source>The kernel's types in %1 cannot be read: %2</source>
            <translation>无法读取 %1 中的内核类型：%2</translation>
        </message>
        <message>
            <source>their size is wrong</source>
            <translation>其大小有误</translation>
        </message>
        <message>
            <source>The load worker gave an answer that makes no sense</source>
            <translation>加载进程给出了无意义的应答</translation>
        </message>
        <message>
            <source>%1 holds no types: %2</source>
            <translation>%1 不含类型信息：%2</translation>
        </message>
        <message>
            <source>%1, ...</source>
            <translation>%1, ...</translation>
        </message>
        <message>
            <source>%1 has no function %2; there are %3</source>
            <translation>%1 没有函数 %2；有 %3</translation>
        </message>
        <message>
            <source>%1 has no function %2</source>
            <translation>%1 没有函数 %2</translation>
        </message>
        <message>
            <source>%1 has no function %2; did you mean %3?</source>
            <translation>%1 没有函数 %2；是否想写 %3？</translation>
        </message>
        <message>
            <source>%1 has no USDT probes</source>
            <translation>%1 没有 USDT 探针</translation>
        </message>
        <message>
            <source>%1 has no USDT probe %2; there are %3</source>
            <translation>%1 没有 USDT 探针 %2；有 %3</translation>
        </message>
        <message>
            <source>%1 has no USDT probe %2; did you mean %3?</source>
            <translation>%1 没有 USDT 探针 %2；是否想写 %3？</translation>
        </message>
        <message>
            <source>the target's %1 cannot be read: %2</source>
            <translation>无法读取目标的 %1：%2</translation>
        </message>
        <message>
            <source>the target has no program or library %1 in the usual places: give its whole path</source>
            <translation>目标的常用位置没有程序或库 %1：请给出完整路径</translation>
        </message>
        <message>
            <source>%1 is a 32-bit ARM program, and a 64-bit kernel cannot set probes in those</source>
            <translation>%1 是 32 位 ARM 程序，64 位内核无法在其中设置探针</translation>
        </message>
        <message>
            <source>%1 was made for another processor than the target's (ELF machine %2)</source>
            <translation>%1 是为与目标不同的处理器构建的（ELF 机器 %2）</translation>
        </message>
        <message>
            <source>%1 of %2 is Thumb code, where the kernel sets a probe that never fires: build it with -marm</source>
            <translation>%2 的 %1 是 Thumb 代码，内核在其中设置的探针永远不会触发：请用 -marm 构建</translation>
        </message>
        <message>
            <source>%1, or probe one in ARM code: %2</source>
            <translation>%1，或探测 ARM 代码中的一个：%2</translation>
        </message>
        <message>
            <source>%1 is chosen when a program starts, among several functions (IFUNC)</source>
            <translation>%1 在程序启动时从多个函数中选出（IFUNC）</translation>
        </message>
        <message>
            <source>%1: probe the one that is chosen</source>
            <translation>%1：请探测被选中的那个</translation>
        </message>
        <message>
            <source>%1: probe the one that is chosen, such as %2</source>
            <translation>%1：请探测被选中的那个，例如 %2</translation>
        </message>
        <message>
            <source>the section names no program or library: set the parameter binary, or write SEC("uprobe/PATH:FUNCTION")</source>
            <translation>该节没有指明程序或库：请设置参数 binary，或写作 SEC("uprobe/PATH:FUNCTION")</translation>
        </message>
        <message>
            <source>no function or USDT probe is named: set the parameter symbol, or write it into the section</source>
            <translation>没有指明函数或 USDT 探针：请设置参数 symbol，或写入节名</translation>
        </message>
        <message>
            <source>"%1" is no function, FUNCTION+OFFSET, FUNCTION@VERSION or 0xADDRESS</source>
            <translation>“%1”不是函数、FUNCTION+OFFSET、FUNCTION@VERSION 或 0xADDRESS</translation>
        </message>
        <message>
            <source>the target has no process %1, or the stub may not look into it</source>
            <translation>目标没有进程 %1，或目标端程序不能查看它</translation>
        </message>
        <message>
            <source>process %1 has no library %2</source>
            <translation>进程 %1 没有库 %2</translation>
        </message>
        <message>
            <source>%1 is no program: its first bytes are not those of an ELF file</source>
            <translation>%1 不是程序：其首字节不是 ELF 文件的首字节</translation>
        </message>
        <message>
            <source>%1 is damaged: its ELF headers contradict themselves</source>
            <translation>%1 已损坏：其 ELF 头自相矛盾</translation>
        </message>
        <message>
            <source>%1 is an object file or a core dump, and no program or library</source>
            <translation>%1 是目标文件或核心转储，不是程序或库</translation>
        </message>
        <message>
            <source>%1 was stripped of all names: probe 0xADDRESS, or keep a copy with symbols on this machine</source>
            <translation>%1 的所有名称已被剥离：请探测 0xADDRESS，或在本机保留一份带符号的副本</translation>
        </message>
        <message>
            <source>%1 does not lie in the code of %2</source>
            <translation>%1 不在 %2 的代码中</translation>
        </message>
        <message>
            <source>%1 means more than %2 places</source>
            <translation>%1 表示超过 %2 个位置</translation>
        </message>
        <message>
            <source>two exceptions a hit, about 19 us instead of 0.3 on some virtual machines</source>
            <translation>每次命中两次异常，在某些虚拟机上约 19 微秒而不是 0.3</translation>
        </message>
        <message>
            <source>two exceptions a hit instead of one</source>
            <translation>每次命中两次异常而不是一次</translation>
        </message>
        <message>
            <source>%1 begins with %2, which the processor must execute apart: %3</source>
            <translation>%1 以 %2 开头，处理器必须单独执行它：%3</translation>
        </message>
        <message>
            <source>%1 is the same place for a probe, and costs one</source>
            <translation>%1 对探针来说是同一位置，只需一次</translation>
        </message>
        <message>
            <source>%1 has an argument "%2" that bpf_usdt_arg() cannot read</source>
            <translation>%1 有一个 bpf_usdt_arg() 无法读取的参数“%2”</translation>
        </message>
        <message>
            <source>The kernel refuses the program %1: %2</source>
            <translation>内核拒绝了程序 %1：%2</translation>
        </message>
        <message>
            <source>killed by signal %1 (%2)</source>
            <translation>被信号 %1 (%2) 终止</translation>
        </message>
        <message>
            <source>ended with status %1</source>
            <translation>以状态 %1 结束</translation>
        </message>
        <message>
            <source>stop what has that port, or let ANDROID_ADB_SERVER_PORT name another one</source>
            <translation>停止占用该端口的程序，或用 ANDROID_ADB_SERVER_PORT 指定另一个端口</translation>
        </message>
        <message>
            <source>The adb server has no device '%1'</source>
            <translation>adb 服务器没有设备“%1”</translation>
        </message>
        <message>
            <source>it has none at all: plug it in with USB debugging switched on, or use adb connect</source>
            <translation>它没有任何设备：打开 USB 调试并插上设备，或使用 adb connect</translation>
        </message>
        <message>
            <source>it has %1</source>
            <translation>它有 %1</translation>
        </message>
        <message>
            <source>The device %1 cannot be used: the adb server says '%2'</source>
            <translation>设备 %1 无法使用：adb 服务器说“%2”</translation>
        </message>
        <message>
            <source>No device is attached to the adb server</source>
            <translation>没有设备连接到 adb 服务器</translation>
        </message>
        <message>
            <source>plug one in with USB debugging switched on, or use adb connect HOST:PORT</source>
            <translation>打开 USB 调试并插上一台设备，或使用 adb connect HOST:PORT</translation>
        </message>
        <message>
            <source>Several devices are attached to the adb server: %1</source>
            <translation>有多台设备连接到 adb 服务器：%1</translation>
        </message>
        <message>
            <source>name one of them, or set ANDROID_SERIAL</source>
            <translation>指定其中一台，或设置 ANDROID_SERIAL</translation>
        </message>
        <message>
            <source>The device %1 has been unplugged</source>
            <translation>设备 %1 已被拔下</translation>
        </message>
        <message>
            <source>plug it in again</source>
            <translation>请重新插上</translation>
        </message>
        <message>
            <source>The adb server does not reach the device %1: %2</source>
            <translation>adb 服务器无法到达设备 %1：%2</translation>
        </message>
        <message>
            <source>No adb server runs at %1</source>
            <translation>%1 上没有运行 adb 服务器</translation>
        </message>
        <message>
            <source>adb start-server starts one</source>
            <translation>adb start-server 可以启动它</translation>
        </message>
        <message>
            <source>The adb server could not be started: %1</source>
            <translation>无法启动 adb 服务器：%1</translation>
        </message>
        <message>
            <source>adb start-server, by hand, tells more</source>
            <translation>手动运行 adb start-server 可以了解更多</translation>
        </message>
        <message>
            <source>No adb server runs at %1, and there is no adb program to start one with</source>
            <translation>%1 上没有运行 adb 服务器，也没有可以启动它的 adb 程序</translation>
        </message>
        <message>
            <source>install adb (on Debian: apt install adb)</source>
            <translation>安装 adb（在 Debian 上：apt install adb）</translation>
        </message>
        <message>
            <source>Starting the adb server</source>
            <translation>正在启动 adb 服务器</translation>
        </message>
        <message>
            <source>The adb server at %1 does not tell its version: %2</source>
            <translation>%1 上的 adb 服务器没有告知版本：%2</translation>
        </message>
        <message>
            <source>adb kill-server ends it; the next connection starts another</source>
            <translation>adb kill-server 可以结束它；下一次连接会启动新的服务器</translation>
        </message>
        <message>
            <source>The adb server at %1 has version %2, which is too old: %3 is needed</source>
            <translation>%1 上的 adb 服务器版本为 %2，太旧：需要 %3</translation>
        </message>
        <message>
            <source>adb kill-server ends it; start a newer one</source>
            <translation>adb kill-server 可以结束它；请启动较新的版本</translation>
        </message>
        <message>
            <source>it ended at once</source>
            <translation>它立即结束了</translation>
        </message>
        <message>
            <source>The adb server refused: %1</source>
            <translation>adb 服务器拒绝了：%1</translation>
        </message>
        <message>
            <source>%1 is set to '%2', which is no address of an adb server here</source>
            <translation>%1 的值是“%2”，这不是本机 adb 服务器的地址</translation>
        </message>
        <message>
            <source>as in tcp:5037 or tcp:localhost:5037</source>
            <translation>例如 tcp:5037 或 tcp:localhost:5037</translation>
        </message>
        <message>
            <source>only servers on this machine are used; ssh -L brings another's port here</source>
            <translation>只使用本机上的服务器；ssh -L 可以把其他机器的端口带到这里</translation>
        </message>
        <message>
            <source>'%1' is no address of an adb device</source>
            <translation>“%1”不是 adb 设备的地址</translation>
        </message>
        <message>
            <source>as in adb://SERIAL, or adb:// for the only one</source>
            <translation>例如 adb://SERIAL，只有一台设备时用 adb://</translation>
        </message>
        <message>
            <source>nothing may follow the serial</source>
            <translation>序列号后面不能有其他内容</translation>
        </message>
        <message>
            <source>a serial has neither blanks nor control characters</source>
            <translation>序列号中没有空格和控制字符</translation>
        </message>
        <message>
            <source>the serial is too long</source>
            <translation>序列号太长</translation>
        </message>
        <message>
            <source>a port is a number from 1 to 65535</source>
            <translation>端口是 1 到 65535 之间的数字</translation>
        </message>
        <message>
            <source>targets are %1</source>
            <translation>目标为 %1</translation>
        </message>
        <message>
            <source>There is no target '%1'</source>
            <translation>没有目标“%1”</translation>
        </message>
        <message>
            <source>A recording is not a live target: %1</source>
            <translation>录制文件不是实时目标：%1</translation>
        </message>
        <message>
            <source>There is no place on the target that the stub can run from: %1</source>
            <translation>目标上没有可以运行目标端程序的位置：%1</translation>
        </message>
        <message>
            <source>give one of them room for 16 KiB and let programs run there, or set TMPDIR there to a folder that has both</source>
            <translation>请为其中之一留出 16 KiB 空间并允许运行程序，或将那里的 TMPDIR 设为同时满足两者的文件夹</translation>
        </message>
        <message>
            <source>The target's shell answers nonsense</source>
            <translation>目标的 shell 给出了无意义的应答</translation>
        </message>
        <message>
            <source>The stub arrived damaged on the target</source>
            <translation>目标端程序到达目标时已损坏</translation>
        </message>
        <message>
            <source>the link must carry all bytes unchanged: no terminal may stand in between</source>
            <translation>链路必须原样传送所有字节：中间不能有终端</translation>
        </message>
        <message>
            <source>The stub did not arrive whole on the target</source>
            <translation>目标端程序没有完整到达目标</translation>
        </message>
        <message>
            <source>its disk may be full, or the link slow or broken</source>
            <translation>其磁盘可能已满，或链路缓慢或中断</translation>
        </message>
        <message>
            <source>The target does not let the stub run from memory: %1</source>
            <translation>目标不允许目标端程序从内存运行：%1</translation>
        </message>
        <message>
            <source>The target has neither head nor dd to take the stub with</source>
            <translation>目标既没有 head 也没有 dd 来接收目标端程序</translation>
        </message>
        <message>
            <source>Looking at the target</source>
            <translation>正在查看目标</translation>
        </message>
        <message>
            <source>Sending the stub</source>
            <translation>正在发送目标端程序</translation>
        </message>
        <message>
            <source>let the command start a shell instead: radiosonde sends its own stub there</source>
            <translation>请让命令启动一个 shell：radiosonde 会在那里发送自己的目标端程序</translation>
        </message>
        <message>
            <source>mounted noexec, or executing is barred</source>
            <translation>以 noexec 挂载，或禁止执行</translation>
        </message>
        <message>
            <source>the disk is full (%1)</source>
            <translation>磁盘已满（%1）</translation>
        </message>
        <message>
            <source>programs do not run there</source>
            <translation>程序无法在那里运行</translation>
        </message>
        <message>
            <source>writing fails</source>
            <translation>写入失败</translation>
        </message>
        <message>
            <source>no folder can be made there</source>
            <translation>无法在那里创建文件夹</translation>
        </message>
        <message>
            <source>The target's architecture, %1, is not supported</source>
            <translation>不支持目标的架构 %1</translation>
        </message>
        <message>
            <source>which it does not tell</source>
            <translation>未告知原因</translation>
        </message>
        <message>
            <source>there are stubs for x86_64, arm64, arm and riscv64</source>
            <translation>有适用于 x86_64、arm64、arm 和 riscv64 的目标端程序</translation>
        </message>
        <message>
            <source>log in as root, or have the target's sudoers file allow it</source>
            <translation>请以 root 登录，或让目标的 sudoers 文件允许</translation>
        </message>
        <message>
            <source>sudo on the target did not accept the password</source>
            <translation>目标上的 sudo 没有接受密码</translation>
        </message>
        <message>
            <source>Password for sudo on %1</source>
            <translation>%1 上 sudo 的密码</translation>
        </message>
        <message>
            <source>sudo on the target asks for a password, and none was given</source>
            <translation>目标上的 sudo 要求密码，但没有给出</translation>
        </message>
        <message>
            <source>log in as root, or allow this user sudo without a password (NOPASSWD)</source>
            <translation>请以 root 登录，或允许此用户免密码使用 sudo（NOPASSWD）</translation>
        </message>
        <message>
            <source>The shell on %1 is not root's (it has the user id %2), and no su there makes it so</source>
            <translation>%1 上的 shell 不是 root 的（用户标识为 %2），那里也没有可用的 su</translation>
        </message>
        <message>
            <source>adb root restarts adb's part on the device as root where the system is a development build; elsewhere install a su (as Magisk does) and let it serve the shell</source>
            <translation>在开发版系统上，adb root 会以 root 身份重新启动设备上的 adb；在其他系统上，请安装 su（例如 Magisk）并允许 shell 使用</translation>
        </message>
        <message>
            <source>sudo on the target works on a terminal only (requiretty in its sudoers file)</source>
            <translation>目标上的 sudo 只能在终端上使用（其 sudoers 文件中的 requiretty）</translation>
        </message>
        <message>
            <source>sudo on the target does not let this user become root</source>
            <translation>目标上的 sudo 不允许此用户成为 root</translation>
        </message>
        <message>
            <source>sudo on the target did not help: %1</source>
            <translation>目标上的 sudo 没有成功：%1</translation>
        </message>
        <message>
            <source>The target has no sudo to become root with</source>
            <translation>目标没有可用来成为 root 的 sudo</translation>
        </message>
        <message>
            <source>log in as root</source>
            <translation>请以 root 登录</translation>
        </message>
        <message>
            <source>'%1' names no virtual board</source>
            <translation>“%1”不是虚拟板的名称</translation>
        </message>
        <message>
            <source>as in board://arm64</source>
            <translation>例如 board://arm64</translation>
        </message>
        <message>
            <source>Virtual boards can't be used here: %1</source>
            <translation>此处无法使用虚拟开发板：%1</translation>
        </message>
        <message>
            <source>The target cmd: needs a command</source>
            <translation>目标 cmd: 需要一个命令</translation>
        </message>
        <message>
            <source>as in cmd:docker exec -i NAME sh</source>
            <translation>例如 cmd:docker exec -i NAME sh</translation>
        </message>
        <message>
            <source>The console at %1 is logged in as %2, who may not trace the kernel</source>
            <translation>%1 上的控制台以 %2 登录，该用户无权跟踪内核</translation>
        </message>
        <message>
            <source>log out there and log in as root, or use ?become=sudo</source>
            <translation>在那里注销并以 root 登录，或使用 ?become=sudo</translation>
        </message>
        <message>
            <source>The shell at %1 answers nonsense</source>
            <translation>%1 上的 shell 给出无意义的回答</translation>
        </message>
        <message>
            <source>Password for sudo on the console at %1</source>
            <translation>%1 控制台上 sudo 的密码</translation>
        </message>
        <message>
            <source>No POSIX shell with stty answers on the console at %1</source>
            <translation>%1 的控制台上没有带 stty 的 POSIX shell 应答</translation>
        </message>
        <message>
            <source>Sending the stub: %1 characters</source>
            <translation>正在发送存根：%1 个字符</translation>
        </message>
        <message>
            <source>the line loses bytes, or the target's disk is full: try again, or a lower speed</source>
            <translation>线路丢失字节，或目标磁盘已满：请重试，或降低速率</translation>
        </message>
        <message>
            <source>The serial port %1 is in use</source>
            <translation>串口 %1 正在使用</translation>
        </message>
        <message>
            <source>The serial port %1 is in use by process %2</source>
            <translation>串口 %1 正被进程 %2 使用</translation>
        </message>
        <message>
            <source>close the other program (a terminal such as screen, minicom or picocom)</source>
            <translation>关闭另一个程序（如 screen、minicom 或 picocom 等终端）</translation>
        </message>
        <message>
            <source>%1 is no serial port</source>
            <translation>%1 不是串口</translation>
        </message>
        <message>
            <source>radiosonde targets shows the ports that are there</source>
            <translation>radiosonde targets 会显示现有的端口</translation>
        </message>
        <message>
            <source>There is no serial port %1</source>
            <translation>没有串口 %1</translation>
        </message>
        <message>
            <source>is the adapter plugged in? radiosonde targets shows the ports that are there</source>
            <translation>适配器插好了吗？radiosonde targets 会列出现有的串口</translation>
        </message>
        <message>
            <source>You may not open the serial port %1</source>
            <translation>您无权打开串口 %1</translation>
        </message>
        <message>
            <source>add yourself to the group that owns it: sudo usermod -aG dialout $USER, then log in again</source>
            <translation>把自己加入其所属的组：sudo usermod -aG dialout $USER，然后重新登录</translation>
        </message>
        <message>
            <source>Can't open the serial port %1: %2</source>
            <translation>无法打开串口 %1：%2</translation>
        </message>
        <message>
            <source>Can't connect to the adb server at %1: %2</source>
            <translation>无法连接到 %1 上的 adb 服务器：%2</translation>
        </message>
        <message>
            <source>What listens at %1 is no adb server</source>
            <translation>在 %1 上监听的不是 adb 服务器</translation>
        </message>
        <message>
            <source>What listens at %1 does not answer as an adb server: nothing within %2 s</source>
            <translation>在 %1 上监听的程序没有像 adb 服务器那样应答：%2 秒内没有任何回复</translation>
        </message>
        <message>
            <source>The adb server at %1 closed the connection without an answer</source>
            <translation>%1 上的 adb 服务器没有应答就关闭了连接</translation>
        </message>
        <message>
            <source>adb kill-server and adb start-server start it anew; if that does not help, another program may have its port</source>
            <translation>用 adb kill-server 和 adb start-server 重新启动它；如果没有用，可能是其他程序占用了它的端口</translation>
        </message>
        <message>
            <source>The adb server at %1 has ended</source>
            <translation>%1 上的 adb 服务器已结束</translation>
        </message>
        <message>
            <source>The device %1 starts no shell without a terminal: %2</source>
            <translation>设备 %1 不能在没有终端的情况下启动 shell：%2</translation>
        </message>
        <message>
            <source>the adb server sends what is no shell protocol</source>
            <translation>adb 服务器发送的内容不符合 shell 协议</translation>
        </message>
        <message>
            <source>the shell on %1 was killed by signal %2</source>
            <translation>%1 上的 shell 被信号 %2 终止</translation>
        </message>
        <message>
            <source>the shell on %1 ended with status %2</source>
            <translation>%1 上的 shell 以状态 %2 结束</translation>
        </message>
        <message>
            <source>the adb server at %1 has ended</source>
            <translation>%1 上的 adb 服务器已结束</translation>
        </message>
        <message>
            <source>the device %1 was unplugged</source>
            <translation>设备 %1 被拔下</translation>
        </message>
        <message>
            <source>the device %1 went offline</source>
            <translation>设备 %1 已离线</translation>
        </message>
        <message>
            <source>the adb server closed the stream from %1</source>
            <translation>adb 服务器关闭了来自 %1 的数据流</translation>
        </message>
        <message>
            <source>The shell at %1 gave no answer</source>
            <translation>%1 上的 shell 没有回答</translation>
        </message>
        <message>
            <source>Say how to use this command and end.</source>
            <translation>说明此命令的用法并退出。</translation>
        </message>
        <message>
            <source>Say the version and end.</source>
            <translation>显示版本并退出。</translation>
        </message>
        <message>
            <source>an argument is missing</source>
            <translation>缺少一个参数</translation>
        </message>
        <message>
            <source>%1 is one argument too many</source>
            <translation>%1 是多余的参数</translation>
        </message>
        <message>
            <source>see --help</source>
            <translation>参见 --help</translation>
        </message>
        <message>
            <source>did you mean --%1?</source>
            <translation>您是指 --%1 吗？</translation>
        </message>
        <message>
            <source>there is no option --%1</source>
            <translation>没有选项 --%1</translation>
        </message>
        <message>
            <source>--%1 takes seconds from %2 to %3, not %4</source>
            <translation>--%1 需要 %2 到 %3 之间的秒数，而不是 %4</translation>
        </message>
        <message>
            <source>Usage: radiosonde %1</source>
            <translation>用法：radiosonde %1</translation>
        </message>
        <message>
            <source>the compile worker cannot be started: %1</source>
            <translation>无法启动编译进程：%1</translation>
        </message>
        <message>
            <source>the compile worker %1 cannot be started: %2</source>
            <translation>无法启动编译进程 %1：%2</translation>
        </message>
        <message>
            <source>signal %1 (%2)</source>
            <translation>信号 %1 (%2)</translation>
        </message>
        <message>
            <source>exit status %1</source>
            <translation>退出状态 %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>compiling was cancelled</source>
            <translation>编译已取消</translation>
        </message>
        <message>
            <source>the compiler did not finish within %1 s on this source</source>
            <translation>编译器未能在 %1 秒内处理完此源代码</translation>
        </message>
        <message>
            <source>the compiler crashed on this source: %1</source>
            <translation>编译器在处理此源代码时崩溃：%1</translation>
        </message>
        <message>
            <source>%1; the console said: %2</source>
            <translation>%1；控制台显示：%2</translation>
        </message>
        <message>
            <source>Connecting was interrupted</source>
            <translation>连接被中断</translation>
        </message>
        <message>
            <source>The serial port %1 has gone</source>
            <translation>串口 %1 已消失</translation>
        </message>
        <message>
            <source>The serial port %1 takes no bytes</source>
            <translation>串口 %1 不接收字节</translation>
        </message>
        <message>
            <source>something holds the line up: flow control, or no device behind it</source>
            <translation>线路被阻塞：流控，或另一端没有设备</translation>
        </message>
        <message>
            <source>The console at %1 never stops talking</source>
            <translation>%1 的控制台不停输出</translation>
        </message>
        <message>
            <source>The console at %1 asks for a name or a password, and nobody answered</source>
            <translation>%1 的控制台要求输入用户名或密码，但无人应答</translation>
        </message>
        <message>
            <source>log in there first, or name the user: serial://...?user=root</source>
            <translation>先在那里登录，或指定用户：serial://...?user=root</translation>
        </message>
        <message>
            <source>User name for the console at %1</source>
            <translation>%1 控制台的用户名</translation>
        </message>
        <message>
            <source>The console at %1 did not accept the password</source>
            <translation>%1 的控制台不接受该密码</translation>
        </message>
        <message>
            <source>Password for the console at %1</source>
            <translation>%1 控制台的密码</translation>
        </message>
        <message>
            <source>The console at %1 is silent</source>
            <translation>%1 的控制台没有反应</translation>
        </message>
        <message>
            <source>is the board on, the cable right, the speed too (?baud=...), and a login running there?</source>
            <translation>板子开机了吗？线缆和速率（?baud=...）正确吗？那里有登录程序在运行吗？</translation>
        </message>
        <message>
            <source>What comes from %1 is no text</source>
            <translation>来自 %1 的内容不是文本</translation>
        </message>
        <message>
            <source>the speed is likely another one: try ?baud=9600, 57600, 115200, 921600 or 1500000</source>
            <translation>速率可能不对：请试 ?baud=9600、57600、115200、921600 或 1500000</translation>
        </message>
        <message>
            <source>No prompt of a login or a shell was found on the console at %1</source>
            <translation>在 %1 的控制台上没有找到登录或 shell 提示符</translation>
        </message>
        <message>
            <source>a program may be running there: end it, or log in by hand first</source>
            <translation>那里可能有程序在运行：请结束它，或先手动登录</translation>
        </message>
        <message>
            <source>Waking the console at %1</source>
            <translation>正在唤醒 %1 的控制台</translation>
        </message>
        <message>
            <source>The line to %1 damages what is sent</source>
            <translation>到 %1 的线路会损坏所发送的内容</translation>
        </message>
        <message>
            <source>is the speed right, and the cable?</source>
            <translation>速率和线缆正确吗？</translation>
        </message>
        <message>
            <source>The shell at %1 does not go on</source>
            <translation>%1 上的 shell 不再继续</translation>
        </message>
        <message>
            <source>No shell answered within %1 s</source>
            <translation>%1 秒内没有 shell 应答</translation>
        </message>
        <message>
            <source>The target talks, but no shell answers there</source>
            <translation>目标有输出，但没有 shell 应答</translation>
        </message>
        <message>
            <source>No shell answered: %1</source>
            <translation>没有 shell 应答：%1</translation>
        </message>
        <message>
            <source>No stub answered</source>
            <translation>没有目标端程序应答</translation>
        </message>
        <message>
            <source>%1; instead came: %2</source>
            <translation>%1；收到的却是：%2</translation>
        </message>
        <message>
            <source>Fetching %1: %2</source>
            <translation>正在取回 %1：%2</translation>
        </message>
        <message>
            <source>Fetching %1: %2 of %3, %4 left</source>
            <translation>正在取回 %1：%2 / %3，还需 %4</translation>
        </message>
        <message>
            <source>the target hides the addresses of its kernel</source>
            <translation>目标隐藏了其内核的地址</translation>
        </message>
        <message>
            <source>Allow it with `sysctl kernel.kptr_restrict=0`, or give the user CAP_SYSLOG</source>
            <translation>用 `sysctl kernel.kptr_restrict=0` 允许，或授予用户 CAP_SYSLOG</translation>
        </message>
        <message>
            <source>the target's /proc/kallsyms lists no symbols</source>
            <translation>目标的 /proc/kallsyms 没有列出符号</translation>
        </message>
        <message>
            <source>entries of an array can't be deleted, only changed</source>
            <translation>数组的条目不能删除，只能更改</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Loading into the kernel</source>
            <translation>正在加载到内核</translation>
        </message>
        <message>
            <source>Attaching</source>
            <translation>正在附加</translation>
        </message>
        <message>
            <source>the kernel of %1 refused %2</source>
            <translation>%1 的内核拒绝了 %2</translation>
        </message>
        <message>
            <source>no alternative of %1 could be attached</source>
            <translation>%1 的任何备选方案都无法附加</translation>
        </message>
        <message>
            <source>no program of %1 could be attached</source>
            <translation>%1 的任何程序都无法附加</translation>
        </message>
        <message>
            <source>Cannot make a socket: %1</source>
            <translation>无法创建套接字：%1</translation>
        </message>
        <message>
            <source>Cannot start the load worker %1: %2</source>
            <translation>无法启动加载进程 %1：%2</translation>
        </message>
        <message>
            <source>The perf buffer %1 cannot be opened: %2</source>
            <translation>无法打开 perf 缓冲区 %1：%2</translation>
        </message>
        <message>
            <source>The target's kernel tells no types of its own: %1</source>
            <translation>目标内核没有提供自身的类型信息：%1</translation>
        </message>
        <message>
            <source>Loading was stopped</source>
            <translation>加载已停止</translation>
        </message>
        <message>
            <source>The load worker died: %1</source>
            <translation>加载进程已终止：%1</translation>
        </message>
        <message>
            <source>The kernel's types cannot be used: %1</source>
            <translation>内核类型无法使用：%1</translation>
        </message>
        <message>
            <source>%1 is no BPF object that can be loaded: %2</source>
            <translation>%1 不是可加载的 BPF 目标文件：%2</translation>
        </message>
        <message>
            <source>No program can be attached on this kernel</source>
            <translation>在此内核上没有程序可以附加</translation>
        </message>
        <message>
            <source>The object has no variable %1</source>
            <translation>目标文件中没有变量 %1</translation>
        </message>
        <message>
            <source>The variable %1 has %2 bytes</source>
            <translation>变量 %1 有 %2 字节</translation>
        </message>
        <message>
            <source>The object has no map %1 that can have this size</source>
            <translation>目标文件中没有可采用此大小的映射 %1</translation>
        </message>
        <message>
            <source>libbpf cannot open the object again: %1</source>
            <translation>libbpf 无法再次打开目标文件：%1</translation>
        </message>
        <message>
            <source>The probe needs the types of the target's kernel</source>
            <translation>该探针需要目标内核的类型</translation>
        </message>
        <message>
            <source>The object cannot be loaded: %1</source>
            <translation>无法加载目标文件：%1</translation>
        </message>
        <message>
            <source>The kernel refuses the map %1: %2</source>
            <translation>内核拒绝了映射 %1：%2</translation>
        </message>
        <message>
            <source>%1 does not compile</source>
            <translation>%1 无法编译</translation>
        </message>
        <message>
            <source>the probe has no alternatives</source>
            <translation>此探针没有备选方案</translation>
        </message>
        <message>
            <source>there is no alternative %1</source>
            <translation>没有备选方案 %1</translation>
        </message>
        <message>
            <source>%1 is damaged and cannot be renamed: %2</source>
            <translation>%1 已损坏且无法重命名：%2</translation>
        </message>
        <message>
            <source>The list of saved targets was damaged and is kept as %1</source>
            <translation>已保存目标的列表已损坏，保留为 %1</translation>
        </message>
        <message>
            <source>The saved targets cannot be written to %1: %2</source>
            <translation>无法把已保存的目标写入 %1：%2</translation>
        </message>
        <message>
            <source>The folder %1 cannot be made</source>
            <translation>无法创建文件夹 %1</translation>
        </message>
        <message>
            <source>There is a target called '%1' already</source>
            <translation>已有名为“%1”的目标</translation>
        </message>
        <message>
            <source>The serial port %1 can't be set to %2 baud</source>
            <translation>串口 %1 不能设为 %2 波特</translation>
        </message>
        <message>
            <source>Events cannot be kept in %1: %2</source>
            <translation>无法在 %1 中保存事件：%2</translation>
        </message>
        <message>
            <source>The disk has less than 1 GiB left</source>
            <translation>磁盘剩余空间不足 1 GiB</translation>
        </message>
        <message>
            <source>Events cannot be kept on the disk: %1</source>
            <translation>无法在磁盘上保存事件：%1</translation>
        </message>
        <message>
            <source>%1 is left out: the symbolizer broke on it before</source>
            <translation>跳过 %1：符号解析器之前在它上面出错</translation>
        </message>
        <message>
            <source>looking for names was cancelled</source>
            <translation>名称查找已取消</translation>
        </message>
        <message>
            <source>the symbolizer broke on %1: %2</source>
            <translation>符号解析器在 %1 上出错：%2</translation>
        </message>
        <message>
            <source>The target was lost while loading</source>
            <translation>加载时与目标失去连接</translation>
        </message>
        <message>
            <source>That was not accepted.</source>
            <translation>未被接受。</translation>
        </message>
        <message>
            <source>The host %1 is not known. Its %2 key has the fingerprint
    %3
Compare it with what the host itself shows. Trust it from now on? (yes/no) </source>
            <translation>未知主机 %1。其 %2 密钥的指纹为
    %3
请与主机自身显示的指纹比对。从现在起信任它吗？(yes/no) </translation>
        </message>
        <message>
            <source>The target was lost</source>
            <translation>与目标失去连接</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CallList</name>
        <message>
            <source>Calls on the target</source>
            <translation>目标上的调用</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Text that a call must have in any column</source>
            <translation>调用的任一列必须包含的文本</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the selected calls, or all (Ctrl+C)</source>
            <translation>复制所选调用，或全部 (Ctrl+C)</translation>
        </message>
        <message>
            <source>Save...</source>
            <translation>保存...</translation>
        </message>
        <message>
            <source>Save the calls that are shown to a file</source>
            <translation>将显示的调用保存到文件</translation>
        </message>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n 个调用</numerusform>
            </translation>
        </message>
        <message>
            <source>Save the calls</source>
            <translation>保存调用</translation>
        </message>
        <message>
            <source>Logs (*.log);;All files (*)</source>
            <translation>日志 (*.log);;所有文件 (*)</translation>
        </message>
        <message>
            <source>The calls were saved to %1</source>
            <translation>调用已保存到 %1</translation>
        </message>
        <message>
            <source>%1 can't be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CallModel</name>
        <message>
            <source>never answered</source>
            <translation>从未应答</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>调用</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>耗时</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>In</source>
            <translation>收到</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CodeEditor</name>
        <message>
            <source>Source</source>
            <translation>源代码</translation>
        </message>
        <message>
            <source>Alt+Enter applies the proposed fix</source>
            <translation>按 Alt+Enter 采用建议的修正</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CommandPalette</name>
        <message>
            <source>Do anything</source>
            <translation>执行任何操作</translation>
        </message>
        <message>
            <source>An action, a probe, a target, a file...</source>
            <translation>操作、探针、目标、文件...</translation>
        </message>
        <message>
            <source>A few letters of what you want; Enter does it, Escape closes</source>
            <translation>输入所需内容的几个字母；Enter 执行，Esc 关闭</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CounterChart</name>
        <message>
            <source>%1/s</source>
            <translation>%1/秒</translation>
        </message>
        <message>
            <source>No values yet</source>
            <translation>还没有值</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CounterPanel</name>
        <message>
            <source>Values</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>What the counters show</source>
            <translation>计数器显示的内容</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>速率</translation>
        </message>
        <message>
            <source>Interval</source>
            <translation>间隔</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>总计</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>对数</translation>
        </message>
        <message>
            <source>Logarithmic scale, where no value lies below zero</source>
            <translation>对数刻度（没有负值时）</translation>
        </message>
        <message>
            <source>Counters</source>
            <translation>计数器</translation>
        </message>
        <message>
            <source>Counter</source>
            <translation>计数器</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最新</translation>
        </message>
        <message>
            <source>Least</source>
            <translation>最小</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/秒</translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n 个点</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2 older ones gave way</source>
            <translation>%1，%2 个较早的已被丢弃</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::EditorTabs</name>
        <message>
            <source>Radiosonde</source>
            <translation>Radiosonde</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Save the source</source>
            <translation>保存源代码</translation>
        </message>
        <message>
            <source>Probes (*.bpf.c *.c *.h);;All files (*)</source>
            <translation>探针 (*.bpf.c *.c *.h);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Unsaved text</source>
            <translation>未保存的文本</translation>
        </message>
        <message>
            <source>%1 has changes that are not saved.</source>
            <translation>%1 有尚未保存的更改。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::EventModel</name>
        <message>
            <source>Nothing is known of %1: the link was down</source>
            <translation>%1 的情况未知：链路中断</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::EventPanel</name>
        <message>
            <source>Follow</source>
            <translation>跟随</translation>
        </message>
        <message>
            <source>Keep the newest event in sight (%1)</source>
            <translation>始终显示最新事件（%1）</translation>
        </message>
        <message>
            <source>Time of day</source>
            <translation>时刻</translation>
        </message>
        <message>
            <source>Since the first event</source>
            <translation>自第一个事件起</translation>
        </message>
        <message>
            <source>Since the row before</source>
            <translation>自上一行起</translation>
        </message>
        <message>
            <source>Go to a time...</source>
            <translation>转到某一时间...</translation>
        </message>
        <message>
            <source>Show the first event at a time (%1)</source>
            <translation>显示某一时间的第一个事件（%1）</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What the time column tells, and going to a time</source>
            <translation>时间列的含义，以及转到某一时间</translation>
        </message>
        <message>
            <source>Set or remove a bookmark</source>
            <translation>设置或移除书签</translation>
        </message>
        <message>
            <source>Mark the current event, or take its mark away (%1)</source>
            <translation>标记当前事件，或取消其标记（%1）</translation>
        </message>
        <message>
            <source>Next bookmark</source>
            <translation>下一个书签</translation>
        </message>
        <message>
            <source>Go to the next marked event (%1)</source>
            <translation>转到下一个有标记的事件（%1）</translation>
        </message>
        <message>
            <source>Previous bookmark</source>
            <translation>上一个书签</translation>
        </message>
        <message>
            <source>Go to the marked event before (%1)</source>
            <translation>转到上一个有标记的事件（%1）</translation>
        </message>
        <message>
            <source>Go to a time</source>
            <translation>转到某一时间</translation>
        </message>
        <message>
            <source>A time of day such as 14:03:21.5, or one since the first event such as +12.5 or +3m:</source>
            <translation>时刻，如 14:03:21.5；或自第一个事件起的时间，如 +12.5 或 +3m：</translation>
        </message>
        <message>
            <source>"%1" is no time</source>
            <translation>“%1”不是时间</translation>
        </message>
        <message>
            <source>There is no such event</source>
            <translation>没有这样的事件</translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n 个事件</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, searching</source>
            <translation>%1，正在搜索</translation>
        </message>
        <message>
            <source>%1, %2 of them on the disk</source>
            <translation>%1，其中 %2 在磁盘上</translation>
        </message>
        <message>
            <source>%1, %2 older ones gave way</source>
            <translation>%1，%2 个较早的已被丢弃</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::FilterField</name>
        <message>
            <source>Filter ( / )</source>
            <translation>筛选 ( / )</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Text that must occur</source>
            <translation>必须出现的文本</translation>
        </message>
        <message>
            <source>Words that a row must have (ssh, -ssh must not occur), and conditions on columns:
%1 = 1 and not (comm ~ "^ssh" or reads &gt; 10), 10ms, 4KiB
Ctrl+Space completes</source>
            <translation>行必须包含的词（ssh；-ssh 表示不得出现），以及对列的条件：
%1 = 1 and not (comm ~ "^ssh" or reads &gt; 10)、10ms、4KiB
Ctrl+空格 补全</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::FindBar</name>
        <message>
            <source>Match case (Alt+C)</source>
            <translation>区分大小写 (Alt+C)</translation>
        </message>
        <message>
            <source>Whole words (Alt+W)</source>
            <translation>全字匹配 (Alt+W)</translation>
        </message>
        <message>
            <source>Regular expression (Alt+X)</source>
            <translation>正则表达式 (Alt+X)</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>Replace by</source>
            <translation>替换为</translation>
        </message>
        <message>
            <source>Previous match (Shift+F3)</source>
            <translation>上一个匹配 (Shift+F3)</translation>
        </message>
        <message>
            <source>Next match (F3)</source>
            <translation>下一个匹配 (F3)</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>替换</translation>
        </message>
        <message>
            <source>Replace all</source>
            <translation>全部替换</translation>
        </message>
        <message numerus="yes">
            <source>%n match(es)</source>
            <translation>
                <numerusform>%n 处匹配</numerusform>
            </translation>
        </message>
        <message>
            <source>not an expression</source>
            <translation>不是有效的表达式</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::FlameGraph</name>
        <message>
            <source>Flame graph</source>
            <translation>火焰图</translation>
        </message>
        <message>
            <source>No stacks here yet</source>
            <translation>这里还没有调用栈</translation>
        </message>
        <message>
            <source>Waiting for the first stacks</source>
            <translation>正在等待第一批调用栈</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::FlamePanel</name>
        <message>
            <source>Search ( / )</source>
            <translation>搜索（/）</translation>
        </message>
        <message>
            <source>Functions to highlight: text, or a regular expression such as vfs_(read|write)</source>
            <translation>要突出显示的函数：文本或正则表达式，例如 vfs_(read|write)</translation>
        </message>
        <message>
            <source>Which end the tree grows from</source>
            <translation>树从哪一端长出</translation>
        </message>
        <message>
            <source>By caller</source>
            <translation>按调用者</translation>
        </message>
        <message>
            <source>By callee</source>
            <translation>按被调用者</translation>
        </message>
        <message>
            <source>Order of frames, from the left</source>
            <translation>帧从左起的顺序</translation>
        </message>
        <message>
            <source>Heaviest first</source>
            <translation>最重者在前</translation>
        </message>
        <message>
            <source>First seen first</source>
            <translation>最先出现者在前</translation>
        </message>
        <message>
            <source>By name</source>
            <translation>按名称</translation>
        </message>
        <message>
            <source>What colours mean</source>
            <translation>颜色的含义</translation>
        </message>
        <message>
            <source>Kernel, user</source>
            <translation>内核与用户</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>Module</source>
            <translation>模块</translation>
        </message>
        <message>
            <source>Function</source>
            <translation>函数</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>Undo the last zoom or filter</source>
            <translation>撤销上一次缩放或过滤</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
        <message>
            <source>Redo it</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Icicles</source>
            <translation>冰柱</translation>
        </message>
        <message>
            <source>Grow from the top</source>
            <translation>从上往下生长</translation>
        </message>
        <message>
            <source>Merge recursion</source>
            <translation>合并递归</translation>
        </message>
        <message>
            <source>Show a function that calls itself as one frame</source>
            <translation>把调用自身的函数显示为一帧</translation>
        </message>
        <message>
            <source>Compare from now</source>
            <translation>从现在起比较</translation>
        </message>
        <message>
            <source>Colour what has grown and shrunk since this moment</source>
            <translation>用颜色标出此刻以来增加和减少的部分</translation>
        </message>
        <message>
            <source>Export as folded stacks...</source>
            <translation>导出为折叠栈……</translation>
        </message>
        <message>
            <source>Folded stacks (*.folded)</source>
            <translation>折叠栈 (*.folded)</translation>
        </message>
        <message>
            <source>Export as SVG with zoom and search...</source>
            <translation>导出为可缩放、可搜索的 SVG……</translation>
        </message>
        <message>
            <source>SVG (*.svg)</source>
            <translation>SVG (*.svg)</translation>
        </message>
        <message>
            <source>%1 matched</source>
            <translation>匹配 %1</translation>
        </message>
        <message>
            <source>only with %1</source>
            <translation>只含 %1</translation>
        </message>
        <message>
            <source>without %1</source>
            <translation>不含 %1</translation>
        </message>
        <message>
            <source>callers and callees of %1</source>
            <translation>%1 的调用者与被调用者</translation>
        </message>
        <message>
            <source>compared: red has grown, blue has shrunk</source>
            <translation>比较：红色增加，蓝色减少</translation>
        </message>
        <message>
            <source>zoomed to %1</source>
            <translation>已放大到 %1</translation>
        </message>
        <message>
            <source>Zoom to this frame</source>
            <translation>放大到这一帧</translation>
        </message>
        <message>
            <source>Callers and callees of this function</source>
            <translation>此函数的调用者与被调用者</translation>
        </message>
        <message>
            <source>Only stacks with this function</source>
            <translation>只看含此函数的调用栈</translation>
        </message>
        <message>
            <source>Leave out stacks with this function</source>
            <translation>排除含此函数的调用栈</translation>
        </message>
        <message>
            <source>Copy the name</source>
            <translation>复制名称</translation>
        </message>
        <message>
            <source>Copy the stack</source>
            <translation>复制调用栈</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::HeatMap</name>
        <message>
            <source>Heat map</source>
            <translation>热力图</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 至 %2</translation>
        </message>
        <message>
            <source>%1 to %2
%3
Count %L4, %5 % of the %L6 in this time</source>
            <translation>%1 至 %2
%3
计数 %L4，占此时段 %L6 的 %5 %</translation>
        </message>
        <message>
            <source>No values yet</source>
            <translation>还没有值</translation>
        </message>
        <message>
            <source>%1 or more</source>
            <translation>%1 或更多</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::HelpWindow</name>
        <message>
            <source>User guide</source>
            <translation>用户指南</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::HistogramChart</name>
        <message>
            <source>%1 to %2</source>
            <translation>%1 至 %2</translation>
        </message>
        <message>
            <source>%1
%2 (%3 %)
up to here: %4 %</source>
            <translation>%1
%2（%3 %）
累计：%4 %</translation>
        </message>
        <message>
            <source>%L1 values</source>
            <translation>%L1 个值</translation>
        </message>
        <message>
            <source>%1: %2 (%3 %)</source>
            <translation>%1：%2（%3 %）</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::HistogramPanel</name>
        <message>
            <source>Values</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Of which time the histograms are</source>
            <translation>直方图所取的时段</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>总计</translation>
        </message>
        <message>
            <source>Interval</source>
            <translation>间隔</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>键</translation>
        </message>
        <message>
            <source>Which histograms are shown</source>
            <translation>显示哪些直方图</translation>
        </message>
        <message>
            <source>Shares</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Each histogram as shares of its own sum, so that shapes compare</source>
            <translation>每个直方图按占自身总和的比例显示，便于比较形状</translation>
        </message>
        <message>
            <source>Cumulative</source>
            <translation>累积</translation>
        </message>
        <message>
            <source>A line with the share of values up to each bucket</source>
            <translation>一条显示到每个区间为止累计占比的线</translation>
        </message>
        <message>
            <source>Heat map</source>
            <translation>热力图</translation>
        </message>
        <message>
            <source>The histograms over time; drag a range there to see it alone</source>
            <translation>直方图随时间的变化；拖选一段时间即可单独查看</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>What the heat map's colours follow: the logarithm of the counts; the counts, with the top hundredth all alike; how many cells have less</source>
            <translation>热力图颜色的依据：计数的对数；计数本身（最高的百分之一同色）；计数更少的格子有多少</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>对数</translation>
        </message>
        <message>
            <source>Linear</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>Rank</source>
            <translation>排名</translation>
        </message>
        <message>
            <source>Export the heat map as CSV...</source>
            <translation>将热力图导出为 CSV...</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Export the heat map as JSON lines...</source>
            <translation>将热力图导出为 JSON 行...</translation>
        </message>
        <message>
            <source>JSON lines (*.jsonl *.json)</source>
            <translation>JSON 行 (*.jsonl *.json)</translation>
        </message>
        <message>
            <source>Range</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排显示</translation>
        </message>
        <message>
            <source>Over each other</source>
            <translation>叠加</translation>
        </message>
        <message>
            <source>Sum of all</source>
            <translation>全部合计</translation>
        </message>
        <message numerus="yes">
            <source>%n histogram(s)</source>
            <translation>
                <numerusform>%n 个直方图</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2, those with most values</source>
            <translation>%2 个中的 %1 个，取值最多者</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::InstallDialog</name>
        <message>
            <source>Install what virtual boards need</source>
            <translation>安装虚拟开发板所需的软件包</translation>
        </message>
        <message>
            <source>&amp;Install</source>
            <translation>安装(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Copy the command</source>
            <translation>复制命令(&amp;C)</translation>
        </message>
        <message>
            <source>Virtual boards need packages that this machine does not have:</source>
            <translation>虚拟开发板需要本机没有的软件包：</translation>
        </message>
        <message>
            <source>The command is copied: run it in a terminal, then read the list again.</source>
            <translation>命令已复制：请在终端中运行，然后重新读取列表。</translation>
        </message>
        <message>
            <source>Installing...</source>
            <translation>正在安装...</translation>
        </message>
        <message>
            <source>Installed.</source>
            <translation>已安装。</translation>
        </message>
        <message>
            <source>The installation has failed: what it said stands above.</source>
            <translation>安装失败：其输出见上。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::KeySheet</name>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Search keys</source>
            <translation>搜索快捷键</translation>
        </message>
        <message>
            <source>A few letters of what a key does, or of the key</source>
            <translation>输入快捷键或其作用的几个字母</translation>
        </message>
        <message>
            <source>What</source>
            <translation>操作</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::LinkBar</name>
        <message>
            <source>&amp;Reconnect now</source>
            <translation>立即重新连接(&amp;R)</translation>
        </message>
        <message>
            <source>Try to reach the target at once, without waiting (Alt+R)</source>
            <translation>不等待，立即尝试连接目标 (Alt+R)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>End the run; what has come is kept</source>
            <translation>结束运行；已收到的数据会保留</translation>
        </message>
        <message>
            <source>%1. What came before is kept. Attempt %2 is under way.</source>
            <translation>%1。此前的数据已保留。正在进行第 %2 次尝试。</translation>
        </message>
        <message>
            <source>%1. What came before is kept. Next attempt in %2 s.</source>
            <translation>%1。此前的数据已保留。%2 秒后再次尝试。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::LossReport</name>
        <message>
            <source>%1 records lost: %2</source>
            <translation>丢失 %1 条记录：%2</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::MainWindow</name>
        <message>
            <source>Radiosonde</source>
            <translation>Radiosonde</translation>
        </message>
        <message>
            <source>Probes</source>
            <translation>探针</translation>
        </message>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Session log</source>
            <translation>会话日志</translation>
        </message>
        <message>
            <source>Calls on the target</source>
            <translation>目标上的调用</translation>
        </message>
        <message>
            <source>Problems (%1)</source>
            <translation>问题 (%1)</translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) that the last session left unsaved are open again</source>
            <translation>
                <numerusform>已重新打开上次会话未保存的 %n 个文本</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>action (shortcut)</comment>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Probes and recordings (*.bpf.c *.c *.h *.rsrec);;All files (*)</source>
            <translation>探针和录制文件 (*.bpf.c *.c *.h *.rsrec);;所有文件 (*)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;New probe</source>
            <translation>新建探针(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Open...</source>
            <translation>打开(&amp;O)...</translation>
        </message>
        <message>
            <source>Open a recording</source>
            <translation>打开录制文件</translation>
        </message>
        <message>
            <source>Recordings (*.rsrec);;All files (*)</source>
            <translation>录制文件 (*.rsrec);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Open a &amp;recording...</source>
            <translation>打开录制文件(&amp;R)...</translation>
        </message>
        <message>
            <source>Recent &amp;files</source>
            <translation>最近的文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>保存(&amp;S)</translation>
        </message>
        <message>
            <source>Save &amp;as...</source>
            <translation>另存为(&amp;A)...</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>关闭(&amp;C)</translation>
        </message>
        <message>
            <source>Se&amp;ttings...</source>
            <translation>设置(&amp;T)...</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>重做(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Find...</source>
            <translation>查找(&amp;F)...</translation>
        </message>
        <message>
            <source>R&amp;eplace...</source>
            <translation>替换(&amp;E)...</translation>
        </message>
        <message>
            <source>Find &amp;next</source>
            <translation>查找下一个(&amp;N)</translation>
        </message>
        <message>
            <source>Find &amp;previous</source>
            <translation>查找上一个(&amp;P)</translation>
        </message>
        <message>
            <source>Go to &amp;line...</source>
            <translation>转到行(&amp;L)...</translation>
        </message>
        <message>
            <source>Go to line</source>
            <translation>转到行</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行</translation>
        </message>
        <message>
            <source>&amp;Comment out, or in</source>
            <translation>切换注释(&amp;C)</translation>
        </message>
        <message>
            <source>Apply the proposed fi&amp;x</source>
            <translation>采用建议的修正(&amp;X)</translation>
        </message>
        <message>
            <source>&amp;Run</source>
            <translation>运行(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Stop</source>
            <translation>停止(&amp;S)</translation>
        </message>
        <message>
            <source>Re&amp;cord...</source>
            <translation>录制(&amp;C)...</translation>
        </message>
        <message>
            <source>&amp;Freeze</source>
            <translation>冻结(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Watch: views only</source>
            <translation>观察(&amp;W)：仅显示视图</translation>
        </message>
        <message>
            <source>Side &amp;by side</source>
            <translation>并排显示(&amp;B)</translation>
        </message>
        <message>
            <source>The runs of one probe on several targets side by side (F7)</source>
            <translation>将同一探针在多个目标上的运行并排显示 (F7)</translation>
        </message>
        <message>
            <source>&amp;Search the probes</source>
            <translation>搜索探针(&amp;S)</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>放大文本</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>缩小文本</translation>
        </message>
        <message>
            <source>Usual text size</source>
            <translation>正常文本大小</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>User &amp;guide</source>
            <translation>用户指南(&amp;G)</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>工具</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Run %1 on %2 targets</source>
            <translation>在 %2 个目标上运行 %1</translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message>
            <source>Do &amp;anything...</source>
            <translation>执行任何操作(&amp;A)...</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>全屏(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>Edit %1</source>
            <translation>编辑 %1</translation>
        </message>
        <message>
            <source>Target: %1</source>
            <translation>目标：%1</translation>
        </message>
        <message>
            <source>About %1</source>
            <translation>关于 %1</translation>
        </message>
        <message>
            <source>Go to %1</source>
            <translation>转到 %1</translation>
        </message>
        <message>
            <source>Open %1</source>
            <translation>打开 %1</translation>
        </message>
        <message>
            <source>A parameter has a value that does not fit: see the form</source>
            <translation>有参数的值不合适：请查看参数表单</translation>
        </message>
        <message>
            <source>Nothing is known of %1</source>
            <translation>有 %1 没有任何数据</translation>
        </message>
        <message>
            <source>The recording has ended: %1</source>
            <translation>录制已结束：%1</translation>
        </message>
        <message>
            <source>Attached on %1, Linux %2</source>
            <translation>已附加到 %1，Linux %2</translation>
        </message>
        <message>
            <source>The buffer %1 was enlarged to %2</source>
            <translation>缓冲区 %1 已扩大到 %2</translation>
        </message>
        <message>
            <source>The target is back</source>
            <translation>目标已恢复</translation>
        </message>
        <message>
            <source>Ended after %1</source>
            <translation>已在 %1 后结束</translation>
        </message>
        <message>
            <source>Ended after %1: %2</source>
            <translation>已在 %1 后结束：%2</translation>
        </message>
        <message>
            <source>Recorded to %1</source>
            <translation>已录制到 %1</translation>
        </message>
        <message>
            <source>Record to a file</source>
            <translation>录制到文件</translation>
        </message>
        <message>
            <source>Recordings (*.rsrec)</source>
            <translation>录制文件 (*.rsrec)</translation>
        </message>
        <message>
            <source>&amp;Targets</source>
            <translation>目标(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Choose a target</source>
            <translation>选择目标(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;New target...</source>
            <translation>新建目标(&amp;N)...</translation>
        </message>
        <message>
            <source>C&amp;onnect</source>
            <translation>连接(&amp;O)</translation>
        </message>
        <message>
            <source>Open the target's &amp;page</source>
            <translation>打开目标页面(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Import from ~/.ssh/config</source>
            <translation>从 ~/.ssh/config 导入(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Read the list again</source>
            <translation>重新读取列表(&amp;R)</translation>
        </message>
        <message>
            <source>Target %1</source>
            <translation>目标 %1</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>What happened when, a lane for each run (F9)</source>
            <translation>何时发生了什么，每次运行一条泳道 (F9)</translation>
        </message>
        <message>
            <source>Maps</source>
            <translation>映射</translation>
        </message>
        <message>
            <source>The maps of running programs, entry by entry (Ctrl+M)</source>
            <translation>运行中程序的映射，逐条查看 (Ctrl+M)</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::MapBrowser</name>
        <message>
            <source>Maps</source>
            <translation>映射</translation>
        </message>
        <message>
            <source>Entries of the map</source>
            <translation>映射的条目</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Whose maps</source>
            <translation>哪次运行的映射</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>映射</translation>
        </message>
        <message>
            <source>Which map</source>
            <translation>哪个映射</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>How often the page is read again by itself</source>
            <translation>自动重新读取本页的频率</translation>
        </message>
        <message>
            <source>On demand</source>
            <translation>按需</translation>
        </message>
        <message numerus="yes">
            <source>Every %n s</source>
            <translation>
                <numerusform>每 %n 秒</numerusform>
            </translation>
        </message>
        <message>
            <source>Read the page again</source>
            <translation>重新读取本页</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>The page before</source>
            <translation>前一页</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>下一页</translation>
        </message>
        <message>
            <source>The next page</source>
            <translation>后一页</translation>
        </message>
        <message>
            <source>Delete the entry</source>
            <translation>删除条目</translation>
        </message>
        <message>
            <source>Delete the chosen entries from the map</source>
            <translation>从映射中删除所选条目</translation>
        </message>
        <message>
            <source>While a probe runs, its maps can be looked at here and changed</source>
            <translation>探针运行时，可在此查看和更改其映射</translation>
        </message>
        <message>
            <source>The run has ended, or its link is down: its maps can't be reached</source>
            <translation>运行已结束或连接已断开：无法访问其映射</translation>
        </message>
        <message>
            <source>%1 is %2</source>
            <translation>%1 是%2</translation>
        </message>
        <message numerus="yes">
            <source>%n entries</source>
            <translation>
                <numerusform>%n 个条目</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 searched</source>
            <translation>%1，共搜索 %2 个</translation>
        </message>
        <message>
            <source>page %1: %2</source>
            <translation>第 %1 页：%2</translation>
        </message>
        <message>
            <source>%1, room for %2</source>
            <translation>%1，容量 %2</translation>
        </message>
        <message>
            <source>Entries of an array can't be deleted, only changed</source>
            <translation>数组的条目不能删除，只能更改</translation>
        </message>
        <message>
            <source>Delete entries</source>
            <translation>删除条目</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n entries of the map from the kernel? This can't be undone.</source>
            <translation>
                <numerusform>从内核中删除映射的 %n 个条目？此操作无法撤销。</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>It can't be changed: %1</source>
            <translation>不能更改：%1</translation>
        </message>
        <message>
            <source>An entry has a value for each CPU. Changing one writes all of them: what programs count meanwhile is lost</source>
            <translation>每个条目对每个 CPU 都有一个值。更改其中一个会写入全部：程序在此期间的计数会丢失</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::MapModel</name>
        <message>
            <source>of the key</source>
            <translation>键的字段</translation>
        </message>
        <message>
            <source>of the value, all CPUs together</source>
            <translation>值的字段，所有 CPU 合计</translation>
        </message>
        <message>
            <source>of the value, CPU %1</source>
            <translation>值的字段，CPU %1</translation>
        </message>
        <message>
            <source>of the value</source>
            <translation>值的字段</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::ParameterField</name>
        <message>
            <source>Back to the default</source>
            <translation>恢复默认值</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::ParameterForm</name>
        <message>
            <source>Interval</source>
            <translation>间隔</translation>
        </message>
        <message>
            <source>Time between two pictures of the tables: 50 ms to 1 h</source>
            <translation>表格两次更新之间的时间：50 ms 至 1 h</translation>
        </message>
        <message>
            <source>Choose a probe to see its parameters.</source>
            <translation>选择一个探针以查看其参数。</translation>
        </message>
        <message>
            <source>This probe has no parameters.</source>
            <translation>此探针没有参数。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::ProbeList</name>
        <message>
            <source>Search probes</source>
            <translation>搜索探针</translation>
        </message>
        <message>
            <source>Probes</source>
            <translation>探针</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Open in the editor</source>
            <translation>在编辑器中打开</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::ProblemsPanel</name>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::QuestionDialog</name>
        <message>
            <source>&amp;Trust this host</source>
            <translation>信任此主机(&amp;T)</translation>
        </message>
        <message>
            <source>That was not accepted. Try again.</source>
            <translation>未被接受，请重试。</translation>
        </message>
        <message>
            <source>&amp;Show what is typed</source>
            <translation>显示输入的内容(&amp;S)</translation>
        </message>
        <message>
            <source>The host %1 is met for the first time.</source>
            <translation>首次遇到主机 %1。</translation>
        </message>
        <message>
            <source>Its %1 key has this fingerprint:</source>
            <translation>其 %1 密钥的指纹为：</translation>
        </message>
        <message>
            <source>Compare it with what the host itself shows, on its console for example. If you trust it, the key is remembered, and any other key will be refused from then on.</source>
            <translation>请与主机自身显示的指纹比对，例如在其控制台上。如果信任它，密钥将被记住，此后任何其他密钥都会被拒绝。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::RowDetail</name>
        <message>
            <source>Details of a row</source>
            <translation>行的详情</translation>
        </message>
        <message>
            <source>Choose a row</source>
            <translation>请选择一行</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%L1 rows together</source>
            <translation>共 %L1 行</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::RunSelection</name>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::RunSession</name>
        <message>
            <source>%1 (recording)</source>
            <translation>%1（录制）</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <comment>probe on target</comment>
            <translation>%1 @ %2</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::RunView</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>This probe has nothing that this version draws.</source>
            <translation>此探针没有本版本可绘制的内容。</translation>
        </message>
        <message>
            <source>%1 records were lost so far; the session log says where</source>
            <translation>到目前为止已丢失 %1 条记录；详见会话日志</translation>
        </message>
        <message>
            <source>Stopping: the last data is on its way</source>
            <translation>正在停止：最后的数据正在传送</translation>
        </message>
        <message>
            <source>Ended: %1. What came before is kept.</source>
            <translation>已结束：%1。此前的数据已保留。</translation>
        </message>
        <message>
            <source>Cancelled before it started</source>
            <translation>在启动之前已取消</translation>
        </message>
        <message>
            <source>Ended after %1</source>
            <translation>已在 %1 后结束</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::SelectionBar</name>
        <message>
            <source>%1 to %2 (%3)</source>
            <translation>%1 至 %2（%3）</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>The selection before (Alt+Left)</source>
            <translation>上一个选择（Alt+Left）</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
        <message>
            <source>The next selection (Alt+Right)</source>
            <translation>下一个选择（Alt+Right）</translation>
        </message>
        <message>
            <source>Remove this range of time</source>
            <translation>移除此时段</translation>
        </message>
        <message>
            <source>Remove: %1</source>
            <translation>移除：%1</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::SessionLog</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Session log</source>
            <translation>会话日志</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>General</source>
            <translation>常规</translation>
        </message>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Symbols</source>
            <translation>符号</translation>
        </message>
        <message>
            <source>Storage</source>
            <translation>存储</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>The language changes when Radiosonde is started again.</source>
            <translation>语言将在重新启动 Radiosonde 后更改。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source> pt</source>
            <translation> 磅</translation>
        </message>
        <message>
            <source>Editor font</source>
            <translation>编辑器字体</translation>
        </message>
        <message>
            <source>List those of an adb server that runs</source>
            <translation>列出正在运行的 adb 服务器的设备</translation>
        </message>
        <message>
            <source>Start the adb server to list them</source>
            <translation>启动 adb 服务器以列出设备</translation>
        </message>
        <message>
            <source>Do not look for them</source>
            <translation>不查找设备</translation>
        </message>
        <message>
            <source>How devices that are attached over adb get into the list of targets</source>
            <translation>通过 adb 连接的设备如何进入目标列表</translation>
        </message>
        <message>
            <source>Devices over adb</source>
            <translation>adb 设备</translation>
        </message>
        <message>
            <source>Open what was open the last time</source>
            <translation>打开上次打开的内容</translation>
        </message>
        <message>
            <source>The sources and the target; probes that ran are offered, not started</source>
            <translation>源代码和目标；运行过的探针只会列出，不会启动</translation>
        </message>
        <message>
            <source>At the start</source>
            <translation>启动时</translation>
        </message>
        <message>
            <source>Folders, with : between them</source>
            <translation>文件夹，以 : 分隔</translation>
        </message>
        <message>
            <source>Copies of targets' file systems, or folders of unstripped files, of this machine. A file counts when its build-id is that of the running program.</source>
            <translation>本机上目标文件系统的副本，或存放未剥离文件的文件夹。仅当文件的 build-id 与运行中的程序一致时才会使用。</translation>
        </message>
        <message>
            <source>Add...</source>
            <translation>添加...</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Ask debuginfod servers</source>
            <translation>询问 debuginfod 服务器</translation>
        </message>
        <message>
            <source>Those of the environment's DEBUGINFOD_URLS. They learn which programs run on the target.</source>
            <translation>环境变量 DEBUGINFOD_URLS 中的服务器。它们会得知目标上运行着哪些程序。</translation>
        </message>
        <message>
            <source>Look in</source>
            <translation>查找位置</translation>
        </message>
        <message>
            <source>A folder with symbols</source>
            <translation>存放符号的文件夹</translation>
        </message>
        <message>
            <source>Empty it</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Compiled probes are made again when they are needed</source>
            <translation>需要时会重新编译探针</translation>
        </message>
        <message>
            <source>Cache</source>
            <translation>缓存</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::SourceEditor</name>
        <message>
            <source>Read it again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Keep this text</source>
            <translation>保留此文本</translation>
        </message>
        <message>
            <source>The file is gone from the disk; this text is all there is.</source>
            <translation>文件已从磁盘上消失；仅剩此文本。</translation>
        </message>
        <message>
            <source>Another program has changed this file since it was read.</source>
            <translation>读取之后，其他程序已更改此文件。</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::StatusLine</name>
        <message>
            <source>starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>running</source>
            <translation>正在运行</translation>
        </message>
        <message>
            <source>link lost</source>
            <translation>链路中断</translation>
        </message>
        <message>
            <source>stopping</source>
            <translation>正在停止</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>No probe runs</source>
            <translation>没有正在运行的探针</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>run: state</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%1 events/s</source>
            <translation>%1 事件/秒</translation>
        </message>
        <message>
            <source>%1 lost</source>
            <translation>丢失 %1</translation>
        </message>
        <message>
            <source>stub %1 % CPU, %2</source>
            <translation>目标端程序 %1 % CPU，%2</translation>
        </message>
        <message>
            <source>recording %1, %2</source>
            <translation>正在录制 %1，%2</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TableModel</name>
        <message>
            <source>%1  (%L2)</source>
            <translation>%1  （%L2）</translation>
        </message>
        <message>
            <source>Pinned: it stays on top</source>
            <translation>已固定：保持在顶部</translation>
        </message>
        <message>
            <source>New: first seen in the last interval</source>
            <translation>新：在上一个间隔中首次出现</translation>
        </message>
        <message>
            <source>Gone: the map no longer has it</source>
            <translation>已消失：映射中不再有它</translation>
        </message>
        <message>
            <source>Trend</source>
            <translation>趋势</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/秒</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TablePanel</name>
        <message>
            <source>Values</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>What the counters show</source>
            <translation>计数器显示的内容</translation>
        </message>
        <message>
            <source>Interval</source>
            <translation>间隔</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>速率</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>总计</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>Rows with equal values of a column as one, their counters added up</source>
            <translation>将某列取值相同的行合为一行，计数器相加</translation>
        </message>
        <message>
            <source>Each row</source>
            <translation>逐行</translation>
        </message>
        <message>
            <source>By %1</source>
            <translation>按 %1</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>The chosen row in full, with its counters over time</source>
            <translation>所选行的全部内容及其计数器随时间的变化</translation>
        </message>
        <message>
            <source>Pin to the top, or let go</source>
            <translation>固定到顶部，或取消固定</translation>
        </message>
        <message>
            <source>Group by the next column</source>
            <translation>按下一列分组</translation>
        </message>
        <message>
            <source>Range</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Group by %1</source>
            <translation>按 %1 分组</translation>
        </message>
        <message>
            <source>Show each row</source>
            <translation>逐行显示</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %L2 not kept</source>
            <translation>%1，%L2 行未保留</translation>
        </message>
        <message>
            <source>%1, %L2 that were gone forgotten</source>
            <translation>%1，%L2 个已消失的行被丢弃</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TargetBox</name>
        <message>
            <source>Target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Where probes run (Ctrl+T)</source>
            <translation>探针在哪里运行（Ctrl+T）</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TargetDialog</name>
        <message>
            <source>New target</source>
            <translation>新建目标</translation>
        </message>
        <message>
            <source>Target %1</source>
            <translation>目标 %1</translation>
        </message>
        <message>
            <source>ssh://[user@]host[:port], with ?become=sudo where the user is not root; board://arm64; cmd:COMMAND</source>
            <translation>ssh://[user@]host[:port]，用户不是 root 时加 ?become=sudo；board://arm64；cmd:COMMAND</translation>
        </message>
        <message>
            <source>a BTF file, or a vmlinux with debugging information</source>
            <translation>BTF 文件，或带调试信息的 vmlinux</translation>
        </message>
        <message>
            <source>folders of the kernel's header packages, one a line</source>
            <translation>内核头文件包的文件夹，每行一个</translation>
        </message>
        <message>
            <source>folders with copies of the target's files, one a line</source>
            <translation>存有目标文件副本的文件夹，每行一个</translation>
        </message>
        <message>
            <source>none, or a path there, as /tmp/radiosonde-log</source>
            <translation>不保存，或目标上的路径，如 /tmp/radiosonde-log</translation>
        </message>
        <message>
            <source>Each run leaves an account of all that was done there, in a file of its own by this name and the run's time</source>
            <translation>每次运行都会在目标上留下一份操作记录，文件名由此名称加运行时间组成</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>名称(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>地址(&amp;A)</translation>
        </message>
        <message>
            <source>N&amp;otes</source>
            <translation>备注(&amp;O)</translation>
        </message>
        <message>
            <source>Kernel &amp;types</source>
            <translation>内核类型(&amp;T)</translation>
        </message>
        <message>
            <source>Kernel &amp;headers</source>
            <translation>内核头文件(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Files</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Log on the target</source>
            <translation>目标上的日志(&amp;L)</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Kernel types</source>
            <translation>内核类型</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TargetHub</name>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>not attached any more</source>
            <translation>已不再连接</translation>
        </message>
        <message>
            <source>~/.ssh/config has no host that is not saved already</source>
            <translation>~/.ssh/config 中没有尚未保存的主机</translation>
        </message>
        <message>
            <source>Saved from ~/.ssh/config: %1</source>
            <translation>已从 ~/.ssh/config 保存：%1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>target: error</comment>
            <translation>%1：%2</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TargetModel</name>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Virtual boards</source>
            <translation>虚拟开发板</translation>
        </message>
        <message>
            <source>From ~/.ssh/config</source>
            <translation>来自 ~/.ssh/config</translation>
        </message>
        <message>
            <source>Devices over adb</source>
            <translation>adb 设备</translation>
        </message>
        <message>
            <source>Serial ports</source>
            <translation>串口</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>此处</translation>
        </message>
        <message>
            <source>not authorised</source>
            <translation>未授权</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>being connected</source>
            <translation>连接中</translation>
        </message>
        <message>
            <source>no permission</source>
            <translation>无权限</translation>
        </message>
        <message>
            <source>unavailable</source>
            <translation>不可用</translation>
        </message>
        <message>
            <source>unplugged</source>
            <translation>已拔下</translation>
        </message>
        <message>
            <source>running</source>
            <translation>正在运行</translation>
        </message>
        <message>
            <source>attached</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>Tick several targets to run a probe on all of them at once</source>
            <translation>勾选多个目标，可同时在所有目标上运行探针</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>正在连接</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TargetPage</name>
        <message>
            <source>asked just now</source>
            <translation>刚刚询问</translation>
        </message>
        <message>
            <source>asked %1 min ago</source>
            <translation>%1 分钟前询问</translation>
        </message>
        <message>
            <source>asked %1 h ago</source>
            <translation>%1 小时前询问</translation>
        </message>
        <message>
            <source>asked %1 d ago</source>
            <translation>%1 天前询问</translation>
        </message>
        <message>
            <source>Copy %1</source>
            <translation>复制 %1</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>works</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>cannot be had</source>
            <translation>不可用</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Ask the target again, and try what its kernel can do</source>
            <translation>重新询问目标，并试验其内核的能力</translation>
        </message>
        <message>
            <source>This target is not in the list any more</source>
            <translation>此目标已不在列表中</translation>
        </message>
        <message>
            <source>Asking the target...</source>
            <translation>正在询问目标...</translation>
        </message>
        <message>
            <source>The target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Kernel configuration</source>
            <translation>内核配置</translation>
        </message>
        <message>
            <source>The kernel was built without these options. Lines to add to its .config:</source>
            <translation>内核构建时没有这些选项。可加入其 .config 的行：</translation>
        </message>
        <message>
            <source>The kernel's configuration cannot be read. By what failed, these options may be missing:</source>
            <translation>无法读取内核配置。从失败的项目看，可能缺少这些选项：</translation>
        </message>
        <message>
            <source>Copy all lines</source>
            <translation>复制所有行</translation>
        </message>
        <message>
            <source>What probes can be attached to</source>
            <translation>探针可以附加到</translation>
        </message>
        <message>
            <source>Maps</source>
            <translation>映射</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TargetPanel</name>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>New target...</source>
            <translation>新建目标...</translation>
        </message>
        <message>
            <source>Actions</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Open the target's page</source>
            <translation>打开目标页面</translation>
        </message>
        <message>
            <source>Import from ~/.ssh/config</source>
            <translation>从 ~/.ssh/config 导入</translation>
        </message>
        <message>
            <source>Read the list again</source>
            <translation>重新读取列表</translation>
        </message>
        <message>
            <source>Stop the board</source>
            <translation>停止开发板</translation>
        </message>
        <message>
            <source>Start the board</source>
            <translation>启动开发板</translation>
        </message>
        <message>
            <source>Install what it needs...</source>
            <translation>安装所需软件包...</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Edit...</source>
            <translation>编辑...</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TimePlot</name>
        <message>
            <source>Nothing is known of this time (%1)</source>
            <translation>这段时间没有数据（%1）</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::Timeline</name>
        <message>
            <source>%1 to %2</source>
            <translation>%1 至 %2</translation>
        </message>
        <message>
            <source>The link is down: nothing is known of this time yet</source>
            <translation>连接已断开：对这段时间尚一无所知</translation>
        </message>
        <message>
            <source>%1, %2/s</source>
            <translation>%1，%2/秒</translation>
        </message>
        <message>
            <source>%1 in %2 snapshots</source>
            <translation>%1，共 %2 个快照</translation>
        </message>
        <message>
            <source>%1 events</source>
            <translation>%1 个事件</translation>
        </message>
        <message>
            <source>%1 rows changed</source>
            <translation>%1 行有变化</translation>
        </message>
        <message>
            <source>%1 stacks grew</source>
            <translation>%1 个调用栈增长</translation>
        </message>
        <message>
            <source>%1 counted</source>
            <translation>计数 %1</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <comment>probe on target</comment>
            <translation>%1 @ %2</translation>
        </message>
        <message>
            <source>The probe did not run then</source>
            <translation>当时探针没有运行</translation>
        </message>
        <message>
            <source>Nothing happened</source>
            <translation>没有发生任何事</translation>
        </message>
        <message>
            <source>%1 lost, %2</source>
            <translation>丢失 %1，%2</translation>
        </message>
        <message>
            <source>%1 events bear a time that is not within the run</source>
            <translation>%1 个事件的时间不在运行期间之内</translation>
        </message>
        <message>
            <source>Each probe that runs gets a lane here: what happened when</source>
            <translation>每个运行的探针在此有一条泳道：何时发生了什么</translation>
        </message>
        <message>
            <source>to %1/s</source>
            <comment>rate of the highest bar</comment>
            <translation>最高 %1/秒</translation>
        </message>
        <message>
            <source>to %1 at a time</source>
            <comment>the highest bar</comment>
            <translation>每次最多 %1</translation>
        </message>
        <message>
            <source>%1 snapshots</source>
            <translation>%1 个快照</translation>
        </message>
        <message>
            <source>nothing is known</source>
            <translation>一无所知</translation>
        </message>
        <message>
            <source>link down</source>
            <translation>连接断开</translation>
        </message>
        <message>
            <source>%1 lost</source>
            <translation>丢失 %1</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TimelinePanel</name>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>Probe or target</source>
            <translation>探针或目标</translation>
        </message>
        <message>
            <source>Show the lanes whose probe or target has this in its name</source>
            <translation>只显示探针或目标名称含此文字的泳道</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>对数</translation>
        </message>
        <message>
            <source>Logarithmic height of the bars</source>
            <translation>柱高按对数</translation>
        </message>
        <message numerus="yes">
            <source>%n lane(s)</source>
            <translation>
                <numerusform>%n 条泳道</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n lane(s)</source>
            <translation>
                <numerusform>%n 条泳道中的 %1 条</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::ViewExport</name>
        <message>
            <source>Exporting...</source>
            <translation>正在导出...</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>JSON lines (*.jsonl *.json)</source>
            <translation>JSON 行 (*.jsonl *.json)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>%1 can't be written: %2</source>
            <translation>无法写入 %1：%2</translation>
        </message>
        <message>
            <source>Exported to %1</source>
            <translation>已导出到 %1</translation>
        </message>
        <message>
            <source>Export the picture</source>
            <translation>导出图片</translation>
        </message>
        <message>
            <source>PNG (*.png)</source>
            <translation>PNG (*.png)</translation>
        </message>
        <message>
            <source>%1 can't be written</source>
            <translation>无法写入 %1</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::ViewPanel</name>
        <message>
            <source>Only rows with this value</source>
            <translation>仅保留此值的行</translation>
        </message>
        <message>
            <source>Leave out rows with this value</source>
            <translation>排除此值的行</translation>
        </message>
        <message>
            <source>Freeze</source>
            <translation>冻结</translation>
        </message>
        <message>
            <source>Hold the picture while data goes on coming (F8)</source>
            <translation>保持画面不变，数据仍继续接收 (F8)</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the selected rows, or all, as text (%1)</source>
            <translation>以文本形式复制所选行或全部行 (%1)</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
        <message>
            <source>Copy as JSON lines</source>
            <translation>复制为 JSON 行</translation>
        </message>
        <message>
            <source>Export as CSV...</source>
            <translation>导出为 CSV...</translation>
        </message>
        <message>
            <source>Export as JSON lines...</source>
            <translation>导出为 JSON 行...</translation>
        </message>
        <message>
            <source>Export the picture as PNG...</source>
            <translation>将图像导出为 PNG...</translation>
        </message>
        <message>
            <source>Export the picture as SVG...</source>
            <translation>将图像导出为 SVG...</translation>
        </message>
        <message>
            <source>SVG (*.svg)</source>
            <translation>SVG (*.svg)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
    </context>
    <context>
        <name>radiosonde::WelcomePage</name>
        <message>
            <source>Watch a Linux kernel at work. Pick a probe: it is compiled, loaded and shown live.</source>
            <translation>观察运行中的 Linux 内核。选择一个探针：它会被编译、加载并实时显示。</translation>
        </message>
        <message>
            <source>Radiosonde</source>
            <translation>Radiosonde</translation>
        </message>
        <message>
            <source>New probe</source>
            <translation>新建探针</translation>
        </message>
        <message>
            <source>Open a probe...</source>
            <translation>打开探针...</translation>
        </message>
        <message>
            <source>Open a recording...</source>
            <translation>打开录制文件...</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Virtual arm64 board</source>
            <translation>虚拟 arm64 开发板</translation>
        </message>
        <message>
            <source>Start a board with a kernel of its own, to try things without hardware</source>
            <translation>启动一块有自己内核的开发板，无需硬件即可试用</translation>
        </message>
        <message>
            <source>A board over ssh...</source>
            <translation>通过 ssh 访问的开发板...</translation>
        </message>
        <message>
            <source>Save the address of a board that is attached</source>
            <translation>保存已连接开发板的地址</translation>
        </message>
        <message>
            <source>%1 - %2</source>
            <comment>target - its facts</comment>
            <translation>%1 - %2</translation>
        </message>
        <message>
            <source>Again: %1</source>
            <translation>再次运行：%1</translation>
        </message>
        <message numerus="yes">
            <source>Again: %1 and %n more</source>
            <translation>
                <numerusform>再次运行：%1 及另外 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edit %1</source>
            <translation>编辑 %1</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>最近的文件</translation>
        </message>
    </context>
</TS>
