package org.fleetreboot.reboot.run;

import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.reboot.EngineComponent;
import org.fleetreboot.reboot.step.StepKeys;
import org.jspecify.annotations.Nullable;

/** The component {@code reboot-run:}. */
@Component("reboot-run")
public class RebootRunComponent extends EngineComponent {

  @Metadata(label = "advanced", autowired = true)
  private @Nullable InstantSource clock;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    if (remaining.isBlank()) {
      throw new IllegalArgumentException("Name the chain: reboot-run:NAME.");
    }
    RebootRunEndpoint endpoint = new RebootRunEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    // Chains begin here, so their steps are checked even if no step was resolved before.
    StepKeys.of(getCamelContext());
  }

  Runs runs() {
    return engine().runs();
  }

  InstantSource clock() {
    // Not the field's default, because Camel only wires absent values.
    return clock == null ? InstantSource.system() : clock;
  }

  public @Nullable InstantSource getClock() {
    return clock;
  }

  /** The clock for the ids of runs that have no other name; the system clock by default. */
  public void setClock(@Nullable InstantSource clock) {
    this.clock = clock;
  }
}
