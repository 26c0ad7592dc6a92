package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Related devices may not be down together. */
class DisruptionBudgetTest {
  private static final TagPath SITE = new TagPath("tags.site");
  private static final TagPath PAIR = new TagPath("tags.pair");
  private static final DisruptionBudget RELATIONS =
      new DisruptionBudget(PAIR, List.of(new TagDownLimit(SITE, 2)));
  private static final GroupOptions OPTIONS = GroupOptions.DEFAULT.with(RELATIONS);

  @Test
  void theIntentNamesTheTagsThatRelateTheDevice() {
    TwinReading twin =
        new TwinReading.Found(OLD, true, Map.of(SITE, "paris", new TagPath("tags.ring"), "canary"));

    List<RebootEvent> events =
        Reboot.decide(RebootState.INITIAL, CANARY.turn(NOON, twin, OPTIONS, null));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            RebootEvent.InvocationIntended.class,
            intent -> assertThat(intent.tags()).containsExactly(Map.entry("tags.site", "paris")));
  }

  @Test
  void aDeviceThatIsDeferredIsNotCalledAndKeepsItsTurn() {
    given()
        .when(
            CANARY.turn(
                NOON, new TwinReading.Found(OLD, true), OPTIONS, new Deferral("pump-8", false)))
        .then(CANARY.deferral(NOON, "pump-8"));
  }

  @Test
  void aRepeatedReasonIsRecordedOnce() {
    given(CANARY.deferral(NOON, "pump-8")).when(turnDeferredBy("pump-8")).thenNothing();
    given(CANARY.deferral(noonPlus(-60), "pump-8"))
        .when(turnDeferredBy("pump-9"))
        .then(CANARY.deferral(noonPlus(9), "pump-9"));
    given(
            CANARY.deferral(NOON, "pump-8"),
            CANARY.intended(noonPlus(1), OLD),
            CANARY.notDelivered(noonPlus(2), InvocationAnswer.Cause.THROTTLED, noonPlus(3)))
        .when(turnDeferredBy("pump-8"))
        .then(CANARY.deferral(noonPlus(9), "pump-8"));
  }

  @Test
  void aReasonThatKeepsChangingIsRecordedOnceAMinute() {
    given(CANARY.deferral(noonPlus(-50), "pump-8")).when(turnDeferredBy("pump-9")).thenNothing();
  }

  @Test
  void alternatingStepsRecordTheirDeferralOnceEach() {
    given(
            CANARY.deferral(NOON, "pump-8"),
            new RebootEvent.Deferred("nightly-1", "gateways", noonPlus(1), "pump-9", null))
        .when(turnDeferredBy("pump-8"))
        .thenNothing();
  }

  @Test
  void anotherStepThatDefersTheDeviceSaysSoItself() {
    given(CANARY.deferral(NOON, "pump-8"))
        .when(new RebootCommand.Defer("nightly-1", "gateways", noonPlus(1), "pump-8", null))
        .then(new RebootEvent.Deferred("nightly-1", "gateways", noonPlus(1), "pump-8", null));
  }

  @Test
  void aCalledOrSettledDeviceIsNotDeferred() {
    RebootCommand deferral =
        new RebootCommand.Defer("nightly-1", "canary", noonPlus(2), "pump-8", null);
    given(CANARY.intended(NOON, OLD)).when(deferral).thenNothing();
    given(CANARY.skipped(NOON, "stopped")).when(deferral).thenNothing();
  }

  private static RebootCommand turnDeferredBy(String reason) {
    return CANARY.turn(
        noonPlus(9), new TwinReading.Found(OLD, true), OPTIONS, new Deferral(reason, false));
  }

  @Test
  void aDeviceThatIsDeferredForGoodIsSkippedWithTheReason() {
    given()
        .when(
            CANARY.turn(
                NOON,
                new TwinReading.Found(OLD, true),
                OPTIONS,
                new Deferral("pump-8 has not come back", true)))
        .then(CANARY.skipped(NOON, "pump-8 has not come back"));
  }

  @Test
  void aPairHasALimitOfOne() {
    assertThat(RELATIONS.limits())
        .containsExactly(new TagDownLimit(SITE, 2), new TagDownLimit(PAIR, 1));
  }

  @Test
  void aTagIsReadAtAnyLevel() {
    Map<String, Object> twin =
        Map.of("tags", Map.of("site", "paris", "line", Map.of("number", 7), "note", List.of("a")));

    assertThat(SITE.readFrom(twin)).isEqualTo("paris");
    assertThat(new TagPath("tags.line.number").readFrom(twin)).isEqualTo("7");
    assertThat(new TagPath("tags.line").readFrom(twin)).isNull();
    assertThat(new TagPath("tags.note").readFrom(twin)).isNull();
    assertThat(PAIR.readFrom(twin)).isNull();
    assertThat(PAIR.readFrom(Map.of())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "tags.", "tags", "tags.a..b", "tags.$version", "tags.site."})
  void anInvalidTagPathIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TagPath(path))
        .withMessageContaining("tags.site");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tags.site", "tags.site=", "tags.site=-1", "tags.site=0", "site=2", "=2"})
  void anInvalidLimitIsRefused(String limit) {
    assertThatIllegalArgumentException().isThrownBy(() -> TagDownLimit.parse(limit));
  }

  @Test
  void aLimitIsWrittenAsItIsRead() {
    assertThat(TagDownLimit.parse(" tags.site = 2 ")).hasToString("tags.site=2");
  }
}
