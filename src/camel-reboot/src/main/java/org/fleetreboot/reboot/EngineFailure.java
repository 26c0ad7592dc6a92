package org.fleetreboot.reboot;

import java.util.concurrent.CompletionException;
import org.apache.camel.RuntimeCamelException;

/** The cause of a failed engine stage. */
public final class EngineFailure {
  private EngineFailure() {}

  /** The exception for the exchange, unwrapped from the stage's exceptions. */
  public static Exception cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof Exception exception ? exception : new RuntimeCamelException(cause);
  }
}
