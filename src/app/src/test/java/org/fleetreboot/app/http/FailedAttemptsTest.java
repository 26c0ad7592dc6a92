package org.fleetreboot.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {
  private final FailedAttempts failures =
      new FailedAttempts(() -> Instant.parse("2026-10-01T00:00:00Z"));

  @Test
  void manySendersTakeABoundedRoom() {
    for (int sender = 0; sender < 50_000; sender++) {
      failures.add("sender " + sender);
    }
    assertThat(failures.size()).isEqualTo(10_000);
  }

  @Test
  void anAddressIsSlowedDownAfterTenFailures() {
    for (int attempt = 0; attempt < 9; attempt++) {
      failures.add("192.0.2.7");
    }
    assertThat(failures.areTooMany("192.0.2.7")).isFalse();
    failures.add("192.0.2.7");
    assertThat(failures.areTooMany("192.0.2.7")).isTrue();
    assertThat(failures.areTooMany("192.0.2.8")).isFalse();
  }
}
