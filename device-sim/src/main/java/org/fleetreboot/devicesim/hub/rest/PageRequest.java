package org.fleetreboot.devicesim.hub.rest;

import java.util.Optional;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.jspecify.annotations.Nullable;

/**
 * The page of a result that a request asks for.
 *
 * @param size 1 to 1000
 * @param continuation from the previous page; empty for the first page
 */
public record PageRequest(int size, Optional<String> continuation) {
  private static final int DEFAULT_SIZE = 100;
  // The documented limit; larger pages are reduced to it.
  private static final int LARGEST_SIZE = 1000;

  /** Reads the headers, or the parameters that are documented for the list of jobs. */
  public static PageRequest of(RestRequest request) {
    return new PageRequest(
        size(either(request, "x-ms-max-item-count", "pageSize").orElse(null)),
        either(request, "x-ms-continuation", "continuationToken"));
  }

  private static Optional<String> either(RestRequest request, String header, String parameter) {
    return Optional.ofNullable(request.header(header))
        .or(() -> Optional.ofNullable(request.parameter(parameter)))
        .filter(text -> !text.isBlank());
  }

  private static int size(@Nullable String wanted) {
    if (wanted == null) {
      return DEFAULT_SIZE;
    }
    try {
      int size = Integer.parseInt(wanted.trim());
      if (size >= 1) {
        return Math.min(size, LARGEST_SIZE);
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number below 1.
    }
    throw HubRefusal.invalid("x-ms-max-item-count must be 1 or more, not '" + wanted + "'.");
  }
}
