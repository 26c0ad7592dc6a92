package org.fleetreboot.reboot.device;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.fleetreboot.engine.Notes;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.engine.Turns;
import org.fleetreboot.reboot.EngineComponent;

/** The component {@code reboot-device:}. */
@Component("reboot-device")
public class RebootDeviceComponent extends EngineComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    RebootDeviceEndpoint endpoint =
        new RebootDeviceEndpoint(uri, this, DeviceOperation.ofWord(remaining));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  Turns turns() {
    return engine().turns();
  }

  Polls polls() {
    return engine().polls();
  }

  Notes notes() {
    return engine().notes();
  }
}
