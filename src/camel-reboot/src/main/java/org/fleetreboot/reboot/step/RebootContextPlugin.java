package org.fleetreboot.reboot.step;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.fleetreboot.reboot.JsonBody;

/**
 * Has Camel follow runs through all routes, also those read before the first of our components, and
 * write what our components say.
 */
public final class RebootContextPlugin implements ContextServicePlugin {
  @Override
  public void load(CamelContext context) {
    StepKeys.of(context);
    JsonBody.teach(context);
  }
}
