package org.fleetreboot.reboot.events;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.fleetreboot.reboot.EngineComponent;

/** The component {@code reboot-events:}. */
@Component("reboot-events")
public class RebootEventsComponent extends EngineComponent {

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
}
