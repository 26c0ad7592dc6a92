package org.fleetreboot.app.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What each of many people may still spend: a budget that is spent one by one, and grows again with
 * time. Nobody's spending affects another. Thread-safe.
 */
public final class Budgets {
  private static final double NANOS = 1_000_000_000;

  /** Those who spent last; whoever is forgotten has a whole budget again. */
  private static final int MOST = 1_000;

  private final LongSupplier nanoTime;
  private final double whole;
  private final double perSecond;
  private final Map<String, Budget> budgets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param nanoTime as {@link System#nanoTime}
   * @param whole what nobody's budget exceeds
   * @param perSecond by how much a budget grows
   */
  public Budgets(LongSupplier nanoTime, double whole, double perSecond) {
    this.nanoTime = nanoTime;
    this.whole = whole;
    this.perSecond = perSecond;
  }

  /** Spends one, if there is one left; returns whether there was. */
  public synchronized boolean take(String who) {
    long now = nanoTime.getAsLong();
    Budget before = budgets.getOrDefault(who, new Budget(whole, now));
    double left = Math.min(whole, before.left() + (now - before.at()) / NANOS * perSecond);
    boolean allowed = left >= 1;
    budgets.put(who, new Budget(allowed ? left - 1 : left, now));
    return allowed;
  }

  /** What was left at that time. */
  private record Budget(double left, long at) {}
}
