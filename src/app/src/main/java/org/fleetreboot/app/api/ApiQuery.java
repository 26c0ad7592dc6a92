package org.fleetreboot.app.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.query.PastTime;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of a request.
 *
 * @param values each name once; blank values count as absent
 */
record ApiQuery(Map<String, String> values) {
  /** As at the command line. */
  private static final int SCREENFUL = 50;

  /** Reads the part behind the question mark; null if there is none. */
  static ApiQuery of(@Nullable String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw new HttpRefusal(400, name + " is given twice.");
      }
    }
    values.values().removeIf(String::isBlank);
    return new ApiQuery(values);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(400, "The query of the address is not encoded correctly.");
    }
  }

  /** Refuses a name that has no meaning, because a filter that is ignored shows too much. */
  ApiQuery with(List<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new HttpRefusal(
            400,
            known.isEmpty()
                ? "There are no parameters; '%s' has no meaning here.".formatted(name)
                : "Unknown parameter '%s'; there are %s."
                    .formatted(name, String.join(", ", known)));
      }
    }
    return this;
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /** The meaning of words that are separated by commas; empty if there are none. */
  <T> Set<T> words(String name, Function<List<String>, Set<T>> read) {
    String given = values.get(name);
    return given == null ? Set.of() : meant(name, () -> read.apply(List.of(given.split(",", -1))));
  }

  /** A time; null if it is not given. */
  @Nullable Instant time(String name, Instant now) {
    String given = values.get(name);
    return given == null ? null : meant(name, () -> PastTime.parse(given, now));
  }

  /** The page that the parameters {@code limit} and {@code after} ask for. */
  <T> Page<T> page(Function<PageRequest, Page<T>> read) {
    String after = values.get("after");
    PageRequest request = new PageRequest(after, limit());
    try {
      return read.apply(request);
    } catch (IllegalArgumentException e) {
      if (after == null) {
        throw e;
      }
      throw new HttpRefusal(
          400, "after must be the 'next' of an earlier answer to the same question.");
    }
  }

  /** How many items a page has. */
  int limit() {
    String given = values.get("limit");
    if (given == null) {
      return SCREENFUL;
    }
    int limit = given.matches("\\d{1,9}") ? Integer.parseInt(given) : 0;
    if (limit < 1 || limit > PageRequest.MOST) {
      throw new HttpRefusal(
          400, "limit must be a number from 1 to %d.".formatted(PageRequest.MOST));
    }
    return limit;
  }

  private static <T> T meant(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(400, name + ": " + e.getMessage() + ".");
    }
  }
}
