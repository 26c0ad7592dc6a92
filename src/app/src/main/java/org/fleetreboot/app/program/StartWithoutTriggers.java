package org.fleetreboot.app.program;

import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;

/** Puts {@link TriggersAtRest} in force before the routes are read. */
final class StartWithoutTriggers extends MainListenerSupport {
  @Override
  public void beforeConfigure(BaseMainSupport main) {
    if (main.getCamelContext() instanceof ModelCamelContext model) {
      model.addModelLifecycleStrategy(new TriggersAtRest());
    }
  }
}
