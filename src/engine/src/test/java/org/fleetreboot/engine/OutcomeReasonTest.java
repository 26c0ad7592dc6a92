package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fleetreboot.journal.projection.GroupProjection;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People are told why a device ended as it did, and when that was seen. */
class OutcomeReasonTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID CALL = new UUID(0, 1);

  @ParameterizedTest
  @MethodSource
  void everyOutcomeButConfirmedSaysWhyAndWhen(RebootEvent event) {
    GroupProjection group = new GroupProjection("s", "h");
    group.apply(new GroupEvent.TargetsAdded(NOON, List.of("pump-7")));

    group.apply("pump-7", event);

    assertThat(group.devices())
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.detail()).contains("SEEN");
              assertThat(device.at()).isEqualTo(NOON.plusSeconds(1));
            });
  }

  static Stream<RebootEvent> everyOutcomeButConfirmedSaysWhyAndWhen() {
    Instant at = NOON.plusSeconds(1);
    return Stream.of(
        new RebootEvent.Rejected("r", "s", at, CALL, 409, "\"SEEN\"", null, null),
        new RebootEvent.FoundOffline("r", "s", at, CALL, 1, "SEEN"),
        new RebootEvent.NotConfirmed("r", "s", at, CALL, at, "SEEN", 200, null),
        new RebootEvent.OutcomeUnknown("r", "s", at, CALL, at, "SEEN"),
        new RebootEvent.Failed("r", "s", at, null, "SEEN"),
        new RebootEvent.Skipped("r", "s", at, null, "SEEN"),
        new RebootEvent.Cancelled("r", "s", at, Requester.login("ann"), "SEEN"));
  }

  @Test
  void thisTestCoversEveryOutcome() {
    assertThat(everyOutcomeButConfirmedSaysWhyAndWhen().map(RebootEvent::outcome))
        .containsExactlyInAnyOrder(
            Stream.of(Outcome.values())
                .filter(outcome -> outcome != Outcome.CONFIRMED)
                .toArray(Outcome[]::new));
  }
}
