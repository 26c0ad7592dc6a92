package org.fleetreboot.reboot.step;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.fleetreboot.reboot.JsonBody;

/**
 * Lets Camel track runs through all routes, even routes that were read before the first of our
 * components, and convert the bodies that our components produce.
 */
public final class RebootContextPlugin implements ContextServicePlugin {
  @Override
  public void load(CamelContext context) {
    StepKeys.of(context);
    JsonBody.teach(context);
  }
}
