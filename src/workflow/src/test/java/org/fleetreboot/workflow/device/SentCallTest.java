package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.junit.jupiter.api.Test;

/** What is left of a call while its marker is awaited. */
class SentCallTest {
  private final InvocationIntended intent = CANARY.intended(NOON, OLD);
  private final SentCall sent = SentCall.of(intent);

  @Test
  void itSaysOfTheCallWhatItsEventSays() {
    assertThat(sent.run()).isEqualTo(intent.run());
    assertThat(sent.step()).isEqualTo(intent.step());
    assertThat(sent.invocation()).isEqualTo(intent.invocation());
    assertThat(sent.marker()).isEqualTo(intent.marker());
    assertThat(sent.confirm()).isEqualTo(intent.confirm());
    assertThat(sent.confirmWithin()).isEqualTo(intent.confirmWithin());
    assertThat(sent.stayUp()).isEqualTo(intent.stayUp());
    assertThat(sent.tags()).isEqualTo(intent.tags());
    assertThat(sent.lastUpdated()).isEqualTo(OLD.lastUpdated());
    assertThat(sent.sectionVersion()).isEqualTo(OLD.sectionVersion());
  }

  @Test
  void itKnowsTheValueOfTheMarkerAndNoOther() {
    assertThat(sent.wasReported()).isTrue();
    assertThat(sent.hasValue("boot-41")).isTrue();
    assertThat(List.of("boot-42", "boot-4", "boot-411", "", "BOOT-41")).noneMatch(sent::hasValue);
  }

  @Test
  void aMarkerThatWasNotReportedHasNoValue() {
    SentCall first = SentCall.of(CANARY.intended(NOON, new BootMarker(null, null, 0)));

    assertThat(first.wasReported()).isFalse();
    assertThat(first.hasValue("")).isFalse();
    assertThat(first.lastUpdated()).isNull();
  }

  @Test
  void itKeepsTheTimeOfTheMarkerToTheNanosecond() {
    Instant stamped = NOON.minus(Duration.ofDays(9_000)).plusNanos(123_456_789);

    SentCall call = SentCall.of(CANARY.intended(NOON, new BootMarker("boot-41", stamped, 70)));

    assertThat(call.lastUpdated()).isEqualTo(stamped);
  }

  @Test
  void aStampOutsideTheYearsThatAreKeptIsNotAfterItself() {
    for (String year : List.of("0001", "9999")) {
      BootMarker stamped = new BootMarker("boot-41", Instant.parse(year + "-01-01T00:00:00Z"), 70);

      SentCall call = SentCall.of(CANARY.intended(NOON, stamped));

      assertThat(stamped.isStampedAfter(call.before())).isFalse();
    }
  }
}
