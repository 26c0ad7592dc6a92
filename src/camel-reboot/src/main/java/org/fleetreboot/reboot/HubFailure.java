package org.fleetreboot.reboot;

import org.apache.camel.Exchange;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.HubTrouble.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Why a request to the hub failed, as its exchange tells.
 *
 * @param kind as in {@link HubHeaders#FAILURE_KIND}, empty when the exchange does not say
 * @param detail one sentence
 */
public record HubFailure(String kind, String detail) {

  /** The failure of that exchange, null when it has none. */
  public static @Nullable HubFailure of(Exchange exchange) {
    Exception cause = exchange.getException();
    if (cause == null) {
      return null;
    }
    String kind = exchange.getProperty(HubHeaders.FAILURE_KIND, String.class);
    String message = cause.getMessage();
    return new HubFailure(
        kind == null ? "" : kind, message == null ? cause.getClass().getSimpleName() : message);
  }

  /** Whether the hub said that there is no such device. */
  public boolean isNotFound() {
    return kind.equals("notFound");
  }

  /**
   * The hub's part in the failure of a read. What nobody can name counts as a server error: in a
   * row it suspends the hub, where a person sees it, and no device fails for it.
   */
  public HubTrouble trouble() {
    HubTrouble known = troubleOfCall();
    if (known != null) {
      return known;
    }
    Kind other =
        switch (kind) {
          case "timeout" -> Kind.UNREACHABLE;
          case "notSent" -> Kind.THROTTLED;
          default -> Kind.SERVER_ERROR;
        };
    return new HubTrouble(other, detail);
  }

  /** The hub's part in the failure of a call; null when the device may be the reason. */
  public @Nullable HubTrouble troubleOfCall() {
    Kind known =
        switch (kind) {
          case "throttled" -> Kind.THROTTLED;
          case "unauthorized", "forbidden" -> Kind.UNAUTHORIZED;
          case "unreachable" -> Kind.UNREACHABLE;
          case "serverError" -> Kind.SERVER_ERROR;
          default -> null;
        };
    return known == null ? null : new HubTrouble(known, detail);
  }
}
