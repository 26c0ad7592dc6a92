package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Secret;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in with a browser. A session is a cookie that no script reads, that no other
 * site's page sends, and that means nothing after the program's end. Thread-safe.
 */
public final class Sessions {
  /** An open page asks every second, so a session ends an hour after its last page was closed. */
  static final Duration IDLE = Duration.ofHours(1);

  /** A working day, after which people sign in again. */
  static final Duration LONGEST = Duration.ofHours(12);

  /** A person has a few browsers; whoever begins more ends their own oldest, and nobody else's. */
  private static final int MOST_EACH = 20;

  /** So many people do not look after one fleet. */
  private static final int MOST = 10_000;

  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final Authentication authentication;
  private final InstantSource clock;

  private record Entry(Session session, Instant begun, Instant seen) {}

  /**
   * @param authentication knows whether a proof still holds
   */
  Sessions(Authentication authentication, InstantSource clock) {
    this.authentication = authentication;
    this.clock = clock;
  }

  /** Begins one; returns the cookie to set. */
  public synchronized String begin(Caller caller, HttpServerRequest request) {
    open.values().removeIf(this::isOver);
    if (open.size() >= MOST) {
      throw new HttpRefusal(503, "Too many people are signed in; try again in an hour.");
    }
    makeRoom(caller.requester());
    String id = Secret.fresh();
    Instant now = clock.instant();
    open.put(id, new Entry(new Session(caller, Secret.fresh()), now, now));
    return cookie(request, id);
  }

  private void makeRoom(Requester person) {
    List<Map.Entry<String, Entry>> theirs =
        open.entrySet().stream()
            .filter(one -> one.getValue().session().caller().requester().equals(person))
            .sorted(Comparator.comparing(one -> one.getValue().begun()))
            .toList();
    theirs
        .subList(0, Math.max(0, theirs.size() - MOST_EACH + 1))
        .forEach(one -> open.remove(one.getKey()));
  }

  /**
   * The session of the sender, with the roles of today; empty if nobody has signed in, or too long
   * ago, or if the token that signed them in was revoked or has expired.
   */
  public synchronized Optional<Session> of(HttpServerRequest request) {
    String id = id(request);
    Entry entry = id == null ? null : open.get(id);
    if (id == null || entry == null) {
      return Optional.empty();
    }
    Optional<Caller> caller =
        isOver(entry) ? Optional.empty() : authentication.still(entry.session().caller());
    if (caller.isEmpty()) {
      open.remove(id);
      return Optional.empty();
    }
    Session now = new Session(caller.get(), entry.session().formToken());
    open.put(id, new Entry(now, entry.begun(), clock.instant()));
    return Optional.of(now);
  }

  /** Ends the session of the sender; returns the cookie that forgets it. */
  public synchronized String end(HttpServerRequest request) {
    open.remove(id(request));
    return cookie(request, "") + "; Max-Age=0";
  }

  private boolean isOver(Entry entry) {
    Instant now = clock.instant();
    return entry.seen().plus(IDLE).isBefore(now)
        || !now.isBefore(entry.begun().plus(LONGEST))
        || entry.session().caller().isOver(now);
  }

  private static @Nullable String id(HttpServerRequest request) {
    io.vertx.core.http.Cookie sent = request.getCookie(name(request));
    return sent == null ? null : sent.getValue();
  }

  private static String cookie(HttpServerRequest request, String id) {
    String cookie = name(request) + "=" + id + "; Path=/; HttpOnly; SameSite=Strict";
    return request.isSSL() ? cookie + "; Secure" : cookie;
  }

  /**
   * Browsers send a cookie to all ports of a machine, where other programs may listen too. The
   * prefix has them take it only from this host, and only over TLS.
   */
  private static String name(HttpServerRequest request) {
    HostAndPort address = request.authority();
    return (request.isSSL() ? "__Host-" : "")
        + "fleet-reboot-"
        + (address == null ? 0 : address.port());
  }
}
