package org.fleetreboot.reboot.events;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.fleetreboot.engine.Events;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.reboot.EngineComponent;

/** The component {@code reboot-events:}. */
@Component("reboot-events")
public class RebootEventsComponent extends EngineComponent {
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    if (remaining.isBlank()) {
      throw new IllegalArgumentException("Name the subscription: reboot-events:NAME.");
    }
    RebootEventsEndpoint endpoint = new RebootEventsEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  Events events() {
    return engine().events();
  }

  FleetView view() {
    return engine().view();
  }

  /**
   * Reserves the name for one route: two routes would share a checkpoint, and each would miss
   * events.
   *
   * @throws IllegalStateException if another route uses the name
   */
  void take(String name) {
    if (!taken.add(name)) {
      throw new IllegalStateException(
          "Two routes begin with reboot-events:" + name + ". Each needs a name of its own.");
    }
  }

  void giveBack(String name) {
    taken.remove(name);
  }
}
