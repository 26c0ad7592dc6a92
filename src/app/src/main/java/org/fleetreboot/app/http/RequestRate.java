package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.fleetreboot.app.identity.Caller;

/**
 * How often each may ask: whoever is known, or else each sender. Who asks more often for some time
 * is refused until his budget has grown again; others are not affected. Thread-safe.
 */
public final class RequestRate {
  private static final double PER_SECOND = 100;

  /** A command or a page may ask for many things at once. */
  private static final double BUDGET = 300;

  private static final double NANOS = 1_000_000_000;

  /** The callers that asked last; whoever is forgotten has his whole budget again. */
  private static final int MOST_CALLERS = 1_000;

  private final LongSupplier nanoTime;
  private final Map<String, Budget> budgets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public RequestRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Somebody who is known, wherever the requests come from. */
  static String caller(Caller caller) {
    return "caller " + caller.requester().text();
  }

  /** Whoever sends that request. */
  public static String sender(HttpServerRequest request) {
    return "sender " + Sender.of(request.remoteAddress().hostAddress());
  }

  /**
   * Takes one request from a budget.
   *
   * @param caller as {@link #sender} gives it, for one
   * @throws HttpRefusal with status 429 if nothing is left of it
   */
  public void take(String caller) {
    if (!hasTaken(caller)) {
      throw new HttpRefusal(
          429, "More than %.0f requests a second: wait a second.".formatted(PER_SECOND));
    }
  }

  private synchronized boolean hasTaken(String caller) {
    long now = nanoTime.getAsLong();
    Budget before = budgets.getOrDefault(caller, new Budget(BUDGET, now));
    double left = Math.min(BUDGET, before.left() + (now - before.at()) / NANOS * PER_SECOND);
    boolean allowed = left >= 1;
    budgets.put(caller, new Budget(allowed ? left - 1 : left, now));
    return allowed;
  }

  /** What was left at that time. */
  private record Budget(double left, long at) {}
}
