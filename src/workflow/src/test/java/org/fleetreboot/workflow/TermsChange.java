package org.fleetreboot.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Terms that differ from others in what a test is about, and in nothing else. */
final class TermsChange {
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

  TermsChange(RebootTerms terms) {
    method = terms.method();
    payloadHash = terms.payloadHash();
    marker = terms.marker();
    confirmBy = terms.confirmBy();
    confirmWithin = terms.confirmWithin();
    attempts = terms.attempts();
    responseTimeout = terms.responseTimeout();
    connectTimeout = terms.connectTimeout();
    unlessRebootedWithin = terms.unlessRebootedWithin();
    again = terms.again();
    stayUp = terms.stayUp();
    busy = terms.busy();
  }

  TermsChange method(String value) {
    method = value;
    return this;
  }

  TermsChange payloadHash(@Nullable String value) {
    payloadHash = value;
    return this;
  }

  TermsChange marker(String path) {
    marker = new MarkerPath(path);
    return this;
  }

  TermsChange confirmBy(ConfirmBy value) {
    confirmBy = value;
    return this;
  }

  TermsChange confirmWithin(Duration value) {
    confirmWithin = value;
    return this;
  }

  TermsChange attempts(int value) {
    attempts = value;
    return this;
  }

  TermsChange responseTimeout(Duration value) {
    responseTimeout = value;
    return this;
  }

  TermsChange connectTimeout(Duration value) {
    connectTimeout = value;
    return this;
  }

  TermsChange unlessRebootedWithin(@Nullable Duration value) {
    unlessRebootedWithin = value;
    return this;
  }

  TermsChange again() {
    again = true;
    return this;
  }

  TermsChange stayUp(@Nullable Duration value) {
    stayUp = value;
    return this;
  }

  TermsChange busy(String statuses, int attempts) {
    busy = BusyRule.of(statuses, attempts);
    return this;
  }

  RebootTerms terms() {
    return new RebootTerms(
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
