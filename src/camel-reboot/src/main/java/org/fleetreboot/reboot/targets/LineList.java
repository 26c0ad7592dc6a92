package org.fleetreboot.reboot.targets;

import java.util.Iterator;

/** One device per line: the whole line, because an id may contain commas. */
final class LineList {
  private LineList() {}

  static void read(String text, TargetListBuilder gathered) {
    Iterator<String> lines = text.lines().iterator();
    for (long line = 1; lines.hasNext(); line++) {
      gathered.add(null, lines.next(), line, 1);
    }
  }
}
