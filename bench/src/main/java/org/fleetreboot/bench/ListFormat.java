package org.fleetreboot.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.Json;

/** The formats in which a file, a message or a request may name devices. */
enum ListFormat {
  LINES(".txt"),
  CSV(".csv"),
  JSON(".json");

  private final String ending;

  ListFormat(String ending) {
    this.ending = ending;
  }

  /** The ending of such a file's name. */
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

  /** As a CSV field, always in quotes, because an id may contain commas. */
  static String csv(String id) {
    return '"' + id + '"';
  }
}
