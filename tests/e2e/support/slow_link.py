#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A slow link: slow_link.py BYTES_PER_SECOND DELAY_MS MOST COMMAND...

Starts COMMAND and carries bytes between it and its own stdin and stdout, so many a second each way, each byte as late
as the delay says. Like a modem it holds little: what its other end does not take has to wait where it came from. The
file MOST tells the most bytes that were ever under way from COMMAND, those that stood in its pipe among them.
"""
import array
import collections
import fcntl
import os
import subprocess
import sys
import termios
import time

HELD = 16 << 10  # bytes under way in one direction
SLICE = 0.01     # seconds


class Lane:
    """One direction: from one descriptor to another."""

    def __init__(self, source, sink, rate, delay):
        self.source, self.sink, self.rate, self.delay = source, sink, rate, delay
        self.under_way = collections.deque()  # (when it arrives, bytes)
        self.held = 0
        self.ended = False
        self.free = 0.0  # when the line has sent what it was given

    def take(self, now):
        room = min(HELD - self.held, max(1, int(self.rate * SLICE)))
        if room <= 0 or self.free > now:
            return
        try:
            data = os.read(self.source, room)
        except BlockingIOError:
            return
        if not data:
            self.ended = True
            return
        self.free = max(self.free, now) + len(data) / self.rate
        self.under_way.append((self.free + self.delay, data))
        self.held += len(data)

    def give(self, now):
        while self.under_way and self.under_way[0][0] <= now:
            when, data = self.under_way.popleft()
            try:
                written = os.write(self.sink, data)
            except BlockingIOError:
                written = 0
            self.held -= written
            if written < len(data):
                self.under_way.appendleft((when, data[written:]))
                return


    def under_way_now(self):
        standing = array.array("i", [0])
        fcntl.ioctl(self.source, termios.FIONREAD, standing)
        return self.held + standing[0]


class Record:
    """The highest of some numbers, in a file that others may read at any time."""

    def __init__(self, path):
        self.path, self.most = path, 0

    def take(self, number):
        if number <= self.most:
            return
        self.most = number
        with open(self.path + ".new", "w") as file:
            file.write(str(number))
        os.rename(self.path + ".new", self.path)


def main():
    rate, delay = float(sys.argv[1]), float(sys.argv[2]) / 1000
    most = Record(sys.argv[3])
    child = subprocess.Popen(sys.argv[4:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    there = Lane(0, child.stdin.fileno(), rate, delay)
    back = Lane(child.stdout.fileno(), 1, rate, delay)
    for lane in (there, back):
        os.set_blocking(lane.source, False)
        os.set_blocking(lane.sink, False)
    try:
        while not (back.ended and not back.under_way):
            now = time.monotonic()
            most.take(back.under_way_now())
            if there.ended and not there.under_way and not child.stdin.closed:
                child.stdin.close()
            for lane in (there, back):
                if not lane.ended:
                    lane.take(now)
                lane.give(now)
            time.sleep(SLICE / 4)
    except BrokenPipeError:
        pass
    child.kill()


if __name__ == "__main__":
    main()
