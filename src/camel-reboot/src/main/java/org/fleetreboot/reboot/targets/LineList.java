package org.fleetreboot.reboot.targets;

import java.util.Iterator;

/** One id a line: the whole line, for a comma is a character of an id like any other. */
final class LineList {
  private LineList() {}

  static void read(String text, TargetListBuilder gathered) {
    Iterator<String> lines = text.lines().iterator();
    for (long line = 1; lines.hasNext(); line++) {
      gathered.add(lines.next(), line, 1);
    }
  }
}
