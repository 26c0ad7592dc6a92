package org.fleetreboot.app.logging;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the run and the device of an exchange into the MDC while one of its steps is at work, on
 * whichever thread that is.
 */
public final class RunInLogs implements InterceptStrategy {
  static final String RUN = "run";
  static final String DEVICE = "device";

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        Object run = exchange.getMessage().getHeader(RebootConstants.RUN_ID);
        Object device = exchange.getMessage().getHeader(RebootConstants.DEVICE_ID);
        @Nullable String runBefore = MDC.get(RUN);
        @Nullable String deviceBefore = MDC.get(DEVICE);
        set(RUN, run == null ? exchange.getProperty(RebootConstants.KNOWN_RUN) : run);
        set(DEVICE, device);
        try {
          return super.process(exchange, callback);
        } finally {
          set(RUN, runBefore);
          set(DEVICE, deviceBefore);
        }
      }
    };
  }

  private static void set(String key, @Nullable Object value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value.toString());
    }
  }
}
