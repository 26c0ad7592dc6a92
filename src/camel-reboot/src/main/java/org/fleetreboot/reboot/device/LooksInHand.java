package org.fleetreboot.reboot.device;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.Look;

/**
 * The polls that a pulse gave out. Those that no {@code observe} has taken when its exchange ends,
 * a filter stood before it for instance, give their leases back.
 */
final class LooksInHand extends SynchronizationAdapter {
  /** The exchange property that carries them, down to the parts of a split. */
  static final String PROPERTY = "CamelRebootLooks";

  private final Engine engine;
  private final Map<Long, Look> waiting;

  LooksInHand(Engine engine, List<Look> looks) {
    this.engine = engine;
    this.waiting = new ConcurrentHashMap<>(looks.size() * 2);
    looks.forEach(look -> waiting.put(look.number(), look));
  }

  /** Whether the poll is still to be done; from then on the caller ends its lease. */
  boolean take(Look look) {
    return waiting.remove(look.number()) != null;
  }

  @Override
  public void onDone(Exchange exchange) {
    for (Look look : waiting.values()) {
      if (take(look)) {
        engine.release(look, null);
      }
    }
  }
}
