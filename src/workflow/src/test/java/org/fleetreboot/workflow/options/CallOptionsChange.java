package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Call options that differ from the defaults only in what a test is about. */
public final class CallOptionsChange {
  private String method;
  private @Nullable String payloadHash;
  private MarkerPath marker;
  private ConfirmBy confirmBy;
  private Duration confirmWithin;
  private int attempts;
  private Duration responseTimeout;
  private Duration connectTimeout;
  private @Nullable Duration unlessRebootedWithin;
  private boolean again;
  private @Nullable Duration stayUp;
  private BusyRule busy;

  public CallOptionsChange(CallOptions callOptions) {
    method = callOptions.method();
    payloadHash = callOptions.payloadHash();
    marker = callOptions.marker();
    confirmBy = callOptions.confirmBy();
    confirmWithin = callOptions.confirmWithin();
    attempts = callOptions.attempts();
    responseTimeout = callOptions.responseTimeout();
    connectTimeout = callOptions.connectTimeout();
    unlessRebootedWithin = callOptions.unlessRebootedWithin();
    again = callOptions.again();
    stayUp = callOptions.stayUp();
    busy = callOptions.busy();
  }

  public CallOptionsChange method(String value) {
    method = value;
    return this;
  }

  public CallOptionsChange payloadHash(@Nullable String value) {
    payloadHash = value;
    return this;
  }

  public CallOptionsChange marker(String path) {
    marker = new MarkerPath(path);
    return this;
  }

  public CallOptionsChange confirmBy(ConfirmBy value) {
    confirmBy = value;
    return this;
  }

  public CallOptionsChange confirmWithin(Duration value) {
    confirmWithin = value;
    return this;
  }

  public CallOptionsChange attempts(int value) {
    attempts = value;
    return this;
  }

  public CallOptionsChange responseTimeout(Duration value) {
    responseTimeout = value;
    return this;
  }

  public CallOptionsChange connectTimeout(Duration value) {
    connectTimeout = value;
    return this;
  }

  public CallOptionsChange unlessRebootedWithin(@Nullable Duration value) {
    unlessRebootedWithin = value;
    return this;
  }

  public CallOptionsChange again() {
    again = true;
    return this;
  }

  public CallOptionsChange stayUp(@Nullable Duration value) {
    stayUp = value;
    return this;
  }

  public CallOptionsChange busy(String statuses, int attempts) {
    busy = BusyRule.of(statuses, attempts);
    return this;
  }

  public CallOptions callOptions() {
    return new CallOptions(
        method,
        payloadHash,
        marker,
        confirmBy,
        confirmWithin,
        attempts,
        responseTimeout,
        connectTimeout,
        unlessRebootedWithin,
        again,
        stayUp,
        busy,
        true);
  }
}
