package org.fleetreboot.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.Json;

/** The forms in which a file, a message or a request may name devices. */
enum ListForm {
  LINES(".txt"),
  CSV(".csv"),
  JSON(".json");

  private final String ending;

  ListForm(String ending) {
    this.ending = ending;
  }

  /** What the name of such a file ends with. */
  String ending() {
    return ending;
  }

  String write(List<String> ids) {
    return switch (this) {
      case LINES -> String.join("\n", ids) + "\n";
      case CSV ->
          "site,deviceId\r\n"
              + ids.stream().map(id -> "lyon," + csv(id) + "\r\n").collect(Collectors.joining());
      case JSON -> Json.line(ids);
    };
  }

  /** As a field of CSV, always in quotes: an id may have commas. */
  static String csv(String id) {
    return '"' + id + '"';
  }
}
