package org.fleetreboot.reboot.step;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/** Has Camel follow runs through all routes, also those read before the first of our components. */
public final class RebootContextPlugin implements ContextServicePlugin {
  @Override
  public void load(CamelContext context) {
    StepKeys.of(context);
  }
}
