<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Export</name>
        <message numerus="yes">
            <source>... and %n more stacks</source>
            <translation>
                <numerusform>... and %n more stack</numerusform>
                <numerusform>... and %n more stacks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>... and %n more rows</source>
            <translation>
                <numerusform>... and %n more row</numerusform>
                <numerusform>... and %n more rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Flames</name>
        <message numerus="yes">
            <source>%n narrow frame(s)</source>
            <translation>
                <numerusform>%n narrow frame</numerusform>
                <numerusform>%n narrow frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CallList</name>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n call</numerusform>
                <numerusform>%n calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::CounterPanel</name>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n point</numerusform>
                <numerusform>%n points</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::EventPanel</name>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::FindBar</name>
        <message numerus="yes">
            <source>%n match(es)</source>
            <translation>
                <numerusform>%n match</numerusform>
                <numerusform>%n matches</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::HistogramPanel</name>
        <message numerus="yes">
            <source>%n histogram(s)</source>
            <translation>
                <numerusform>%n histogram</numerusform>
                <numerusform>%n histograms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::MainWindow</name>
        <message numerus="yes">
            <source>%n text(s) that the last session left unsaved are open again</source>
            <translation>
                <numerusform>%n text that the last session left unsaved is open again</numerusform>
                <numerusform>%n texts that the last session left unsaved are open again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::MapBrowser</name>
        <message numerus="yes">
            <source>Every %n s</source>
            <translation>
                <numerusform>Every %n s</numerusform>
                <numerusform>Every %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n entries</source>
            <translation>
                <numerusform>%n entry</numerusform>
                <numerusform>%n entries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n entries of the map from the kernel? This can't be undone.</source>
            <translation>
                <numerusform>Delete %n entry of the map from the kernel? This can't be undone.</numerusform>
                <numerusform>Delete %n entries of the map from the kernel? This can't be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TablePanel</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::TimelinePanel</name>
        <message numerus="yes">
            <source>%n lane(s)</source>
            <translation>
                <numerusform>%n lane</numerusform>
                <numerusform>%n lanes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n lane(s)</source>
            <translation>
                <numerusform>%1 of %n lane</numerusform>
                <numerusform>%1 of %n lanes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>radiosonde::WelcomePage</name>
        <message numerus="yes">
            <source>Again: %1 and %n more</source>
            <translation>
                <numerusform>Again: %1 and %n more</numerusform>
                <numerusform>Again: %1 and %n more</numerusform>
            </translation>
        </message>
    </context>
</TS>
