package org.fleetreboot.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A caller who asks too often waits, and nobody else does. */
class RequestRateTest {
  private long now;
  private final RequestRate rate = new RequestRate(() -> now);

  @Test
  void aBurstIsAnsweredAndThenAHundredASecond() {
    for (int i = 0; i < 300; i++) {
      rate.take("anna");
    }
    HttpRefusal refusal = assertThrows(HttpRefusal.class, () -> rate.take("anna"));
    assertThat(refusal.problem().status()).isEqualTo(429);

    now += TimeUnit.SECONDS.toNanos(1);
    for (int i = 0; i < 100; i++) {
      rate.take("anna");
    }
    assertThrows(HttpRefusal.class, () -> rate.take("anna"));
  }

  @Test
  void otherCallersAreNotAffected() {
    for (int i = 0; i < 300; i++) {
      rate.take("script");
    }
    assertThrows(HttpRefusal.class, () -> rate.take("script"));

    rate.take("operator");
  }

  @Test
  void whoRestsHasABurstAgainButNoLarger() {
    rate.take("anna");
    now += TimeUnit.HOURS.toNanos(1);
    for (int i = 0; i < 300; i++) {
      rate.take("anna");
    }
    assertThrows(HttpRefusal.class, () -> rate.take("anna"));
  }
}
