package org.fleetreboot.app.program;

import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;

/** Applies {@link TriggerSuppression} after the routes are read, and before they start. */
final class StartWithoutTriggers extends MainListenerSupport {
  @Override
  public void afterConfigure(BaseMainSupport main) {
    if (main.getCamelContext() instanceof ModelCamelContext model) {
      TriggerSuppression triggers = new TriggerSuppression(model);
      triggers.rest();
      model.addModelLifecycleStrategy(triggers);
    }
  }
}
