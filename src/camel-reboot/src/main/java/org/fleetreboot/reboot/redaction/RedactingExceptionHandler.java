package org.fleetreboot.reboot.redaction;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs one line for each failure, without secrets. */
public record RedactingExceptionHandler(Logger log) implements ExceptionHandler {
  @Override
  public void handleException(Throwable failure) {
    handleException(null, null, failure);
  }

  @Override
  public void handleException(@Nullable String message, Throwable failure) {
    handleException(message, null, failure);
  }

  @Override
  public void handleException(
      @Nullable String message, @Nullable Exchange exchange, Throwable failure) {
    log.warn("{}: {}", message == null ? "A route failed" : message, Redaction.messageOf(failure));
  }
}
