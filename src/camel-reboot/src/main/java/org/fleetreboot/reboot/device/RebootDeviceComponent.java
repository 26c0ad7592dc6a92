package org.fleetreboot.reboot.device;

import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.fleetreboot.reboot.EngineComponent;
import org.jspecify.annotations.Nullable;

/** The component {@code reboot-device:}. */
@Component("reboot-device")
public class RebootDeviceComponent extends EngineComponent {

  @Metadata(label = "advanced", autowired = true)
  private @Nullable InstantSource clock;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    RebootDeviceEndpoint endpoint =
        new RebootDeviceEndpoint(uri, this, DeviceOperation.ofWord(remaining));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  InstantSource clock() {
    // Not the field's default: Camel wires only what is absent.
    return clock == null ? InstantSource.system() : clock;
  }

  public @Nullable InstantSource getClock() {
    return clock;
  }

  /**
   * Tells when the read of a twin began: no verdict follows from one begun before the deadline. The
   * system clock when absent.
   */
  public void setClock(@Nullable InstantSource clock) {
    this.clock = clock;
  }
}
