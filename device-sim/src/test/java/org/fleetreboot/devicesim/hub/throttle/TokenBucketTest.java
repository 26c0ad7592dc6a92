package org.fleetreboot.devicesim.hub.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final TokenBucket bucket = new TokenBucket(10, 10, nanos::get);

  @Test
  void itStartsFullAndIsThenEmpty() {
    for (int i = 0; i < 10; i++) {
      assertThat(bucket.take(1)).isZero();
    }
    assertThat(bucket.take(1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void itRefillsToTheNanosecondAcrossTheOverflowOfTheClock() {
    assertThat(bucket.take(10)).isZero();
    nanos.addAndGet(99_000_000);
    assertThat(bucket.take(1)).isEqualTo(Duration.ofMillis(1));
    nanos.addAndGet(1_000_000);
    assertThat(bucket.take(1)).isZero();
    assertThat(bucket.take(1)).isPositive();
  }

  @Test
  void itHoldsNoMoreThanItsCapacity() {
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(bucket.take(10)).isZero();
    assertThat(bucket.take(1)).isPositive();
  }

  @Test
  void moreThanItHoldsPassesWhenFullAndIsPaidOffLater() {
    assertThat(bucket.take(25)).isZero();
    nanos.addAndGet(Duration.ofMillis(1500).toNanos());
    assertThat(bucket.take(1)).isEqualTo(Duration.ofMillis(100));
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(bucket.take(1)).isZero();
  }

  @Test
  void aRateBelowOneStillLetsOneThrough() {
    TokenBucket slow = new TokenBucket(0.1, 0.1, nanos::get);
    assertThat(slow.take(1)).isZero();
    assertThat(slow.take(1)).isEqualTo(Duration.ofSeconds(10));
  }
}
