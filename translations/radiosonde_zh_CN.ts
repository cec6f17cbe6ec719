<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
            <source>the buffer %1 was enlarged to %2 KiB</source>
            <translation>缓冲区 %1 已扩大到 %2 KiB</translation>
        </message>
    </context>
    <context>
        <name>Compiler</name>
        <message>
            <source>a message of the compile worker cannot be read</source>
            <translation>无法读取编译进程的消息</translation>
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
        <name>Search</name>
        <message>
            <source>Not a regular expression: %1</source>
            <translation>不是有效的正则表达式：%1</translation>
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
            <source>Connecting was interrupted</source>
            <translation>连接被中断</translation>
        </message>
        <message>
            <source>No stub answered within %1 s</source>
            <translation>%1 秒内没有目标端程序应答</translation>
        </message>
        <message>
            <source>No stub answered: %1</source>
            <translation>没有目标端程序应答：%1</translation>
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
            <source>The target's %1 is larger than %2 bytes</source>
            <translation>目标的 %1 大于 %2 字节</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>There is no target '%1'</source>
            <translation>没有目标“%1”</translation>
        </message>
        <message>
            <source>targets are local and cmd:COMMAND</source>
            <translation>目标可为 local 和 cmd:COMMAND</translation>
        </message>
        <message>
            <source>did you mean %1?</source>
            <translation>您是指 %1 吗？</translation>
        </message>
        <message>
            <source>The target cmd: needs a command</source>
            <translation>目标 cmd: 需要一个命令</translation>
        </message>
        <message>
            <source>as in cmd:docker exec -i NAME stub</source>
            <translation>例如 cmd:docker exec -i NAME stub</translation>
        </message>
        <message>
            <source>A recording is not a live target: %1</source>
            <translation>录制文件不是实时目标：%1</translation>
        </message>
        <message>
            <source>A target of the kind %1:// is not supported by this version</source>
            <translation>此版本不支持 %1:// 类型的目标</translation>
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
            <source>Connecting was interrupted</source>
            <translation>连接被中断</translation>
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
            <source>Compile for this target's architecture (local).</source>
            <translation>针对此目标的架构编译 (local)。</translation>
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
            <source>--format is missing</source>
            <translation>缺少 --format</translation>
        </message>
        <message>
            <source>there is no format %1</source>
            <translation>没有格式 %1</translation>
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
            <source>--output is missing</source>
            <translation>缺少 --output</translation>
        </message>
        <message>
            <source>- stands for stdout</source>
            <translation>- 表示标准输出</translation>
        </message>
        <message>
            <source>target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>host</source>
            <translation>主机</translation>
        </message>
        <message>
            <source>kernel</source>
            <translation>内核</translation>
        </message>
        <message>
            <source>version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>architecture</source>
            <translation>架构</translation>
        </message>
        <message>
            <source>%1, %2-bit, pages of %3 bytes</source>
            <translation>%1，%2 位，页大小 %3 字节</translation>
        </message>
        <message>
            <source>CPUs</source>
            <translation>CPU 数</translation>
        </message>
        <message>
            <source>build-id</source>
            <translation>build-id</translation>
        </message>
        <message>
            <source>rights</source>
            <translation>权限</translation>
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
            <source>Says what a target is and what can be attached there.</source>
            <translation>说明目标的情况以及可在其上附加的内容。</translation>
        </message>
        <message>
            <source>Which target (local).</source>
            <translation>哪个目标 (local)。</translation>
        </message>
        <message>
            <source>Print one JSON object.</source>
            <translation>输出一个 JSON 对象。</translation>
        </message>
        <message>
            <source>Where to run: local, cmd:COMMAND, or file:PATH to replay a recording.</source>
            <translation>运行位置：local、cmd:COMMAND，或用 file:PATH 重放录制文件。</translation>
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
            <source>Attach this alternative of the probe's programs, no other.</source>
            <translation>只附加探针程序的这一备选方案。</translation>
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
            <source>Lists the targets that are known without asking for an address.</source>
            <translation>列出无需询问地址即已知的目标。</translation>
        </message>
        <message>
            <source>Print one JSON array.</source>
            <translation>输出一个 JSON 数组。</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
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
            <source>%1 is a recording of %2, not of %3</source>
            <translation>%1 是 %2 的录制文件，而不是 %3 的</translation>
        </message>
        <message>
            <source>Reading %1</source>
            <translation>正在读取 %1</translation>
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
            <source>a probe runs in the kernel, where there is no C library; its helpers are in &lt;bpf/bpf_helpers.h&gt;</source>
            <translation>探针在内核中运行，那里没有 C 库；其辅助函数在 &lt;bpf/bpf_helpers.h&gt; 中</translation>
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
            <source>the section names no binary: write SEC("%1/PATH:FUNCTION")</source>
            <translation>该段没有指明二进制文件：请写成 SEC("%1/PATH:FUNCTION")</translation>
        </message>
        <message>
            <source>this kernel lets only CAP_SYS_ADMIN set uprobes, and the stub has given it up</source>
            <translation>此内核只允许 CAP_SYS_ADMIN 设置 uprobe，而目标端程序已放弃该权限</translation>
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
            <source>%1 refused: %2</source>
            <translation>%1 被拒绝：%2</translation>
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
            <source>The target's kernel is locked down: it lets nobody read its memory</source>
            <translation>目标内核已锁定：不允许读取其内存</translation>
        </message>
        <message>
            <source>Start it without lockdown=confidentiality</source>
            <translation>启动时请勿使用 lockdown=confidentiality</translation>
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
            <source>Values</source>
            <translation>数值</translation>
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
            <source>Loading was stopped</source>
            <translation>加载已停止</translation>
        </message>
        <message>
            <source>The target was lost while loading</source>
            <translation>加载时与目标失去连接</translation>
        </message>
        <message>
            <source>The target was lost</source>
            <translation>与目标失去连接</translation>
        </message>
        <message>
            <source>The load worker died: %1</source>
            <translation>加载进程已终止：%1</translation>
        </message>
        <message>
            <source>The load worker gave an answer that makes no sense</source>
            <translation>加载进程给出了无意义的应答</translation>
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
            <source>Keep the newest event in sight (Ctrl+End)</source>
            <translation>始终显示最新事件 (Ctrl+End)</translation>
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
            <source>%1, %2 older ones gave way</source>
            <translation>%1，%2 个较早的已被丢弃</translation>
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
    </context>
    <context>
        <name>radiosonde::HistogramPanel</name>
        <message>
            <source>Side by side</source>
            <translation>并排显示</translation>
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
            <source>This machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Where probes run</source>
            <translation>探针运行的位置</translation>
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
        <name>radiosonde::RunSession</name>
        <message>
            <source>%1 (recording)</source>
            <translation>%1（录制）</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <comment>probe on target</comment>
            <translation>%1 @ %2</translation>
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
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2 not kept</source>
            <translation>%1，%2 行未保留</translation>
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
            <source>Filter ( / )</source>
            <translation>筛选 ( / )</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Words that a row must have: sshd, comm:sshd in one column, -sshd must not occur</source>
            <translation>行中必须包含的词：sshd；comm:sshd 仅限某一列；-sshd 表示不得出现</translation>
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
            <source>Export the picture...</source>
            <translation>导出图片...</translation>
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
            <source>This machine - %1, Linux %2</source>
            <translation>本机 - %1，Linux %2</translation>
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
