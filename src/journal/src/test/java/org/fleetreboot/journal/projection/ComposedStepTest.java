package org.fleetreboot.journal.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposedStepTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  @Test
  void aStepAddsItsGroupsUp() {
    StepView step =
        step(
            started(StepKind.GROUP),
            new GroupView(
                "north",
                StepStatus.RUNNING,
                10,
                new Tally(Map.of(Outcome.CONFIRMED, 3)),
                NOON,
                null,
                GroupOptions.DEFAULT),
            new GroupView(
                "south",
                StepStatus.RUNNING,
                5,
                new Tally(Map.of(Outcome.CONFIRMED, 1, Outcome.OFFLINE, 1)),
                NOON,
                null,
                GroupOptions.DEFAULT));

    assertThat(step.targets()).isEqualTo(15);
    assertThat(step.tally()).isEqualTo(new Tally(Map.of(Outcome.CONFIRMED, 4, Outcome.OFFLINE, 1)));
    assertThat(step.options()).isEqualTo(GroupOptions.DEFAULT);
    assertThat(step.hubs()).containsExactly("north", "south");
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING,    SUCCEEDED,  RUNNING",
    "RUNNING,    PAUSED,     RUNNING",
    "RUNNING,    COLLECTING, RUNNING",
    "COLLECTING, SUCCEEDED,  COLLECTING",
    "PAUSED,     SUCCEEDED,  PAUSED",
    "RUNNING,    STOPPING,   STOPPING",
    "STOPPING,   CANCELLING, STOPPING",
    "CANCELLING, FAILED,     CANCELLING",
    "FAILED,     SUCCEEDED,  FAILED",
    "CANCELLED,  FAILED,     FAILED",
    "SUCCEEDED,  SUCCEEDED,  SUCCEEDED"
  })
  void whatGroupsDoTogetherIsWhatMattersMost(
      StepStatus one, StepStatus other, StepStatus together) {
    RunState.Step known = started(StepKind.GROUP);

    assertThat(step(known, group("a", one, null), group("b", other, null)).status())
        .isEqualTo(together);
    assertThat(step(known, group("a", other, null), group("b", one, null)).status())
        .isEqualTo(together);
  }

  @Test
  void aStepRunsUntilItHasBegunOnEachOfItsHubs() {
    RunState.Step onTwo =
        new RunState.Step(
            RunEvent.StepStarted.ofGroup("ring", NOON, List.of("a", "b")), null, null, null);
    GroupView done = group("a", StepStatus.SUCCEEDED, null);

    assertThat(step(onTwo, done).status()).isEqualTo(StepStatus.RUNNING);
    assertThat(step(onTwo, done, group("b", StepStatus.SUCCEEDED, null)).status())
        .isEqualTo(StepStatus.SUCCEEDED);
  }

  @Test
  void theResultOfTheRunDecides() {
    RunState.Step settled =
        new RunState.Step(
            new RunEvent.StepStarted("ring", NOON, StepKind.GROUP, null, null),
            null,
            null,
            new RunEvent.StepSettled("ring", NOON, StepResult.FAILED, Tally.EMPTY, "too many"));

    StepView step = step(settled, group("a", StepStatus.SUCCEEDED, null));

    assertThat(step.status()).isEqualTo(StepStatus.FAILED);
    assertThat(step.reason()).isEqualTo("too many");
  }

  @Test
  void aReasonOfAllIsSaidOnceAndAnyOtherWithItsHub() {
    GroupView pausedA = group("a", StepStatus.PAUSED, "fog");
    GroupView pausedB = group("b", StepStatus.PAUSED, "fog");
    GroupView ice = group("b", StepStatus.PAUSED, "ice");
    GroupView runs = group("b", StepStatus.RUNNING, null);

    assertThat(step(null, pausedA).reason()).isEqualTo("fog");
    assertThat(step(null, pausedA, pausedB).reason()).isEqualTo("fog");
    assertThat(step(null, pausedA, ice).reason()).isEqualTo("a: fog; b: ice");
    assertThat(step(null, pausedA, runs).reason()).isEqualTo("a: fog");
    assertThat(step(null, runs).reason()).isNull();
  }

  @Test
  void aStepOfWhichOnlyAGroupIsKnownBeganWithIt() {
    StepView step = step(null, group("a", StepStatus.RUNNING, null));

    assertThat(step.kind()).isEqualTo(StepKind.GROUP);
    assertThat(step.startedAt()).isEqualTo(NOON);
  }

  @Test
  void anApprovalWaits() {
    RunState.Step approval =
        new RunState.Step(
            new RunEvent.StepStarted("go", NOON, StepKind.APPROVAL, NOON, null),
            new RunEvent.ApprovalRequested("go", NOON, NOON, Set.of("ann"), true),
            null,
            null);

    assertThat(step(approval).status()).isEqualTo(StepStatus.WAITING);
  }

  private static StepView step(RunState.@Nullable Step known, GroupView... groups) {
    return new ComposedStep("ring", known, List.of(groups)).view();
  }

  private static RunState.Step started(StepKind kind) {
    return new RunState.Step(
        new RunEvent.StepStarted("ring", NOON, kind, null, null), null, null, null);
  }

  private static GroupView group(String hub, StepStatus status, @Nullable String reason) {
    return new GroupView(hub, status, 1, Tally.EMPTY, NOON, reason, null);
  }
}
