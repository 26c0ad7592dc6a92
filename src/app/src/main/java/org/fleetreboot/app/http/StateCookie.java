package org.fleetreboot.app.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.fleetreboot.app.identity.Secret;

/**
 * Ties a sign-in at an issuer to the browser in which it began. The browser sends it along when it
 * comes back from the issuer's site, and not with anything that a page of another site loads.
 */
public final class StateCookie {
  private static final int SECONDS = 600;

  private StateCookie() {}

  /** The cookie to set when the browser leaves. */
  public static String keep(HttpServerRequest request, String state) {
    return name(request)
        + "="
        + state
        + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
        + SECONDS
        + (request.isSSL() ? "; Secure" : "");
  }

  /** Whether the browser that sends the request left with that state. */
  public static boolean isKept(HttpServerRequest request, String state) {
    Cookie kept = request.getCookie(name(request));
    return kept != null && Secret.equal(kept.getValue(), state);
  }

  private static String name(HttpServerRequest request) {
    HostAndPort address = request.authority();
    return (request.isSSL() ? "__Host-" : "")
        + "fleet-reboot-state-"
        + (address == null ? 0 : address.port());
  }
}
