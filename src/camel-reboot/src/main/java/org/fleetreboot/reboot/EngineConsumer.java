package org.fleetreboot.reboot;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.StartupListener;
import org.apache.camel.support.DefaultConsumer;
import org.fleetreboot.reboot.redaction.RedactingExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends what the engine delivers through a route.
 *
 * <p>Delivery begins when all routes have started: resumed work arrives at once, and may reach any
 * of them.
 */
public abstract class EngineConsumer extends DefaultConsumer implements StartupListener {
  private final EngineComponent component;

  /** The running subscription; null if there is none. */
  private @Nullable AutoCloseable handOver;

  /** Whether a subscription is wanted; it begins when the previous one has ended. */
  private boolean wanted;

  /** Whether the previous subscription is being closed. */
  private boolean closing;

  protected EngineConsumer(Endpoint endpoint, EngineComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
    // An option of the endpoint can replace this handler.
    setExceptionHandler(new RedactingExceptionHandler(LoggerFactory.getLogger(getClass())));
  }

  /** Begins delivery; closed when the route stops. */
  protected abstract AutoCloseable attach();

  protected final ContinuationPool workers() {
    return component.pool();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    // Fails here with the route's name if there is no engine.
    var unused = component.engine();
    CamelContext context = getEndpoint().getCamelContext();
    if (context.getStatus().isStarted()) {
      begin();
    } else {
      context.addStartupListener(this);
    }
  }

  @Override
  public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {}

  @Override
  public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
    if (isStarted()) {
      begin();
    }
  }

  /** Begins delivery, unless it is running. */
  protected final synchronized void begin() {
    wanted = true;
    if (handOver == null && !closing) {
      handOver = attach();
    }
  }

  @Override
  protected void doStop() throws Exception {
    end();
    super.doStop();
  }

  /**
   * Ends delivery. Closing may wait for routes, so it holds no lock: meanwhile other threads can
   * ask for the next delivery.
   */
  protected final void end() throws Exception {
    AutoCloseable ending;
    synchronized (this) {
      wanted = false;
      ending = handOver;
      handOver = null;
      closing |= ending != null;
    }
    if (ending == null) {
      return;
    }
    try {
      ending.close();
    } finally {
      synchronized (this) {
        closing = false;
        if (wanted) {
          begin();
        }
      }
    }
  }
}
