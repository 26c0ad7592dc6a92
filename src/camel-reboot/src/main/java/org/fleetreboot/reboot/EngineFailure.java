package org.fleetreboot.reboot;

import java.util.concurrent.CompletionException;
import org.apache.camel.RuntimeCamelException;

/** What made a stage of the engine fail. */
public final class EngineFailure {
  private EngineFailure() {}

  /** The exception for the exchange, out of what the stage wrapped around it. */
  public static Exception cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof Exception exception ? exception : new RuntimeCamelException(cause);
  }
}
