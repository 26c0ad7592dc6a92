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
 * Sends what the engine hands over through a route.
 *
 * <p>It begins when all routes are started: what is taken up from before a restart comes at once,
 * and may reach any of them.
 */
public abstract class EngineConsumer extends DefaultConsumer implements StartupListener {
  private final EngineComponent component;

  /** What is under way; null for nothing. */
  private @Nullable AutoCloseable handOver;

  /** Whether there is to be one: it begins when the one before has ended. */
  private boolean wanted;

  /** Whether the one before is being closed. */
  private boolean closing;

  protected EngineConsumer(Endpoint endpoint, EngineComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
    // Another one of the endpoint's options takes its place.
    setExceptionHandler(new RedactingExceptionHandler(LoggerFactory.getLogger(getClass())));
  }

  /** Begins the hand-over; closed when the route stops. */
  protected abstract AutoCloseable attach();

  protected final ContinuationPool workers() {
    return component.pool();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    // Fails here, by the name of the route, when there is no engine.
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

  /** Begins the hand-over, unless it is under way. */
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
   * Ends the hand-over. What a route does meanwhile, on this thread, may wait for other threads, so
   * they are not kept from beginning the next.
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
