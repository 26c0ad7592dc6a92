package org.fleetreboot.devicesim.hub.registry;

import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.jspecify.annotations.Nullable;

/**
 * An {@code If-Match} header. Absent and {@code *} match everything; quotes around an etag are
 * ignored.
 */
public record IfMatch(@Nullable String ifMatch) {
  /** Matches everything. */
  public static final IfMatch NONE = new IfMatch(null);

  /** Refuses with 412001 when the etag differs. */
  public void check(String etag) {
    if (ifMatch == null || unquoted().equals("*") || unquoted().equals(etag)) {
      return;
    }
    throw HubRefusal.dataPlane(
        HubError.PRECONDITION_FAILED,
        "The condition If-Match: " + ifMatch + " does not hold; the etag is \"" + etag + "\".");
  }

  private String unquoted() {
    return ifMatch == null ? "*" : ifMatch.replace("\"", "");
  }
}
