package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;
import org.fleetreboot.app.identity.Caller;

/**
 * How often each may ask: whoever is known, or else each sender. Whoever asks more often for some
 * time is refused until their budget has grown again; others are not affected. Thread-safe.
 */
public final class RequestRate {
  private static final double PER_SECOND = 100;

  /** A command or a page may ask for many things at once. */
  private static final double AT_ONCE = 300;

  private final Budgets budgets;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public RequestRate(LongSupplier nanoTime) {
    budgets = new Budgets(nanoTime, AT_ONCE, PER_SECOND);
  }

  /** Somebody who is known, wherever the requests come from. */
  static String caller(Caller caller) {
    return "caller " + caller.requester().text();
  }

  /** Whoever sends that request. */
  public static String sender(HttpServerRequest request) {
    return "sender " + Sender.of(request);
  }

  /**
   * Takes one request from a budget.
   *
   * @param caller as {@link #sender} gives it, for one
   * @throws HttpRefusal with status 429 if nothing is left of it
   */
  public void take(String caller) {
    if (!budgets.take(caller)) {
      throw new HttpRefusal(
          429, "More than %.0f requests a second: wait a second.".formatted(PER_SECOND));
    }
  }
}
