package org.fleetreboot.app.page;

import java.util.Map;

/**
 * The answer to a request for a page.
 *
 * @param body text or bytes
 */
record Answer(int status, String type, Object body, Map<String, String> headers) {
  private static final String HTML = "text/html; charset=utf-8";

  static Answer page(String html) {
    return page(200, html);
  }

  static Answer page(int status, String html) {
    return new Answer(status, HTML, html, Map.of());
  }

  /** What an open page shows is still true. */
  static Answer unchanged() {
    return new Answer(204, HTML, "", Map.of());
  }

  /** Look there instead. */
  static Answer seeOther(String path) {
    return new Answer(303, HTML, "", Map.of("Location", path));
  }

  Answer with(String header, String value) {
    Map<String, String> all = new java.util.TreeMap<>(headers);
    all.put(header, value);
    return new Answer(status, type, body, all);
  }
}
