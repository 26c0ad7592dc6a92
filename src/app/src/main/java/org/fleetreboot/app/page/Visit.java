package org.fleetreboot.app.page;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.Session;
import org.jspecify.annotations.Nullable;

/** Somebody's request for a page. */
final class Visit {
  private static final int LONGEST_FIELD = 2_000;

  private final HttpServerRequest request;
  private final String path;
  private final @Nullable Session session;

  /**
   * @param path by which the page was found: what the sender wrote may take a way round
   * @param session null if nobody has signed in
   */
  Visit(HttpServerRequest request, String path, @Nullable Session session) {
    this.request = request;
    this.path = path;
    this.session = session;
  }

  HttpServerRequest request() {
    return request;
  }

  /** Who asks. */
  Session session() {
    if (session == null) {
      throw new IllegalStateException("Nobody has signed in.");
    }
    return session;
  }

  /** The address of the page, without what stands behind the question mark. */
  String path() {
    return path;
  }

  /** The part of the path at that place, from 1, decoded; empty if the path is shorter. */
  String part(int place) {
    String[] parts = path.split("/", -1);
    // In a path, a plus is literal.
    return place < parts.length
        ? URLDecoder.decode(parts[place].replace("+", "%2B"), StandardCharsets.UTF_8)
        : "";
  }

  /** What stands behind the question mark under that name; empty if there is nothing. */
  Optional<String> query(String name) {
    return text(request.getParam(name), name);
  }

  /** What the form says under that name; empty if there is nothing. */
  Optional<String> field(String name) {
    return text(request.getFormAttribute(name), name);
  }

  private static Optional<String> text(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    if (value.length() > LONGEST_FIELD || value.chars().anyMatch(Character::isISOControl)) {
      throw new HttpRefusal(
          400, name + " must be one line of at most " + LONGEST_FIELD + " characters.");
    }
    return Optional.of(value.strip());
  }

  /** Whether an open page asks for what has changed. */
  boolean isRefresh() {
    return request.getHeader("HX-Request") != null;
  }

  /** What that page shows; empty if it does not say. */
  Optional<String> seen() {
    return query("seen");
  }
}
