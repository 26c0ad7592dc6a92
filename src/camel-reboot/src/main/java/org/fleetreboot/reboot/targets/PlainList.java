package org.fleetreboot.reboot.targets;

import java.util.List;
import org.fleetreboot.reboot.TargetsRefused;

/** One id a line; or all of them in one line, with commas between. */
final class PlainList {
  private PlainList() {}

  static void read(String text, Gathered gathered) {
    List<String> lines = text.lines().toList();
    boolean isOneLine = lines.stream().filter(line -> !line.isBlank()).count() == 1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int comma = line.indexOf(',');
      if (comma >= 0 && !isOneLine) {
        throw new TargetsRefused(
            Gathered.at(i + 1, comma + 1)
                + "a comma in a list with one id a line. Is it CSV, put the line deviceId above;"
                + " has an id a comma, write a JSON array.");
      }
      int column = 1;
      for (String entry : line.split(",", -1)) {
        gathered.add(entry, i + 1, column);
        column += entry.length() + 1;
      }
    }
  }
}
