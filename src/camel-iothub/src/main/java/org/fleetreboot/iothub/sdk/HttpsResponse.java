package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer over HTTPS. */
final class HttpsResponse {
  private final int status;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final byte[] body;

  /**
   * An answer.
   *
   * @param headers of a repeated header the first counts; the status line has no name and is
   *     dropped
   * @param body empty for none
   */
  HttpsResponse(int status, Map<@Nullable String, List<String>> headers, byte[] body) {
    this.status = status;
    this.body = body;
    headers.forEach(
        (name, values) -> {
          if (name != null && !values.isEmpty()) {
            this.headers.put(name, values.get(0));
          }
        });
  }

  int status() {
    return status;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  byte[] body() {
    return body;
  }

  String text() {
    return new String(body, UTF_8);
  }

  /** Its status and headers; the body may hold what does not belong in a log. */
  @Override
  public String toString() {
    return status + " " + Collections.unmodifiableMap(headers);
  }
}
