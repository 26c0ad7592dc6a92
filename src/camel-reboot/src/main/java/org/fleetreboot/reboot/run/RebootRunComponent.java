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
    // Chains begin here, so their steps are checked even when none is resolved before it runs.
    StepKeys.of(getCamelContext());
  }

  Runs runs() {
    return engine().runs();
  }

  InstantSource clock() {
    // Not the field's default: Camel wires only what is absent.
    return clock == null ? InstantSource.system() : clock;
  }

  public @Nullable InstantSource getClock() {
    return clock;
  }

  /** Tells the time for the ids of runs that nothing else names; the system clock when absent. */
  public void setClock(@Nullable InstantSource clock) {
    this.clock = clock;
  }
}
