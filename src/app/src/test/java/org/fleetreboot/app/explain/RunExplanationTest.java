package org.fleetreboot.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.explain.Story.RUN;
import static org.fleetreboot.app.explain.Story.START;
import static org.fleetreboot.app.explain.Story.STEP;
import static org.fleetreboot.app.explain.Story.texts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.StepKind;
import org.junit.jupiter.api.Test;

/** What is said of a run. */
class RunExplanationTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aRunThatEndedSaysEveryDecisionAndWhoFailed() {
    Story story =
        Story.group("pump-1", "pump-2")
            .run(
                new RunEvent.RunPaused(
                    START,
                    START,
                    PauseKind.ORDERED,
                    Requester.login("bob"),
                    "paused by bob (login)"))
            .run(new RunEvent.RunResumed(START, Requester.login("eve"), "storm is over"))
            .device("pump-1", new RebootEvent.FoundOffline(RUN, STEP, START, null, 1, "404103"))
            .device(
                "pump-2",
                new RebootEvent.Skipped(RUN, STEP, START, Requester.login("eve"), "in repair"))
            .run(
                new RunEvent.StepSettled(
                    STEP,
                    START,
                    StepResult.FAILED,
                    Tally.EMPTY.plus(Outcome.OFFLINE).plus(Outcome.SKIPPED),
                    "no device was confirmed"))
            .run(new RunEvent.RunSettled(START, RunOutcome.FAILED, "no device was confirmed"));

    Explanation explanation = story.ofRun();

    assertThat(explanation.headline()).startsWith("Run night-1 failed after 0 s");
    assertThat(texts(explanation, Section.HAPPENED).lines())
        .contains(
            "Step pumps began with the devices that it was given.",
            "Step pumps has 2 devices.",
            "bob (login) paused the run.",
            "eve (login) resumed the run: storm is over.",
            "Step pumps failed (1 offline, 1 skipped): no device was confirmed.",
            "The run failed: no device was confirmed.",
            "1 device ended offline: pump-1 (404103).",
            "1 device ended skipped: pump-2 (in repair).");
    assertThat(explanation.in(Section.WAITS)).isEmpty();
    assertThat(commands(explanation)).containsExactly("retry night-1");
  }

  @Test
  void anApprovalSaysWhoMayGiveItUntilWhenAndHow() {
    Explanation explanation = approval().ofRun();

    assertThat(texts(explanation, Section.WAITS))
        .startsWith("Step go needs approval from anna or bob by ")
        .endsWith("; whoever started the run may not approve.");
    assertThat(texts(explanation, Section.NEXT))
        .contains("Without a decision by ", "(in 1 h), step go fails.");
    assertThat(commands(explanation)).containsExactly("approve night-1 go", "reject night-1 go");
  }

  @Test
  void aDecisionIsSaidOnce() {
    Explanation explanation =
        approval()
            .run(new RunEvent.Approved("go", START, Requester.login("bob"), "looks well"))
            .run(
                new RunEvent.StepSettled(
                    "go", START, StepResult.SUCCEEDED, Tally.EMPTY, "approved by bob: looks well"))
            .ofRun();

    assertThat(texts(explanation, Section.HAPPENED).lines().toList())
        .last()
        .isEqualTo("bob (login) approved step go: looks well.");
    assertThat(texts(explanation, Section.WAITS))
        .isEqualTo("No step is open: the route of chain nightly decides what comes next.");
  }

  @Test
  void aCheckHasItsLastAnswerAndItsEnd() {
    Explanation explanation =
        Story.begun()
            .run(new RunEvent.StepStarted("ask", START, StepKind.CHECK, START.plus(HOUR), null))
            .run(new RunEvent.StepDeferred("ask", START, "a batch is running"))
            .ofRun();

    assertThat(texts(explanation, Section.WAITS))
        .startsWith("Step ask waits for its check, until ")
        .endsWith(": a batch is running.");
    assertThat(texts(explanation, Section.NEXT)).startsWith("It is asked again. Without a yes by ");
  }

  @Test
  void aSoakSaysHowLongItLasts() {
    Explanation explanation =
        Story.begun()
            .run(new RunEvent.StepStarted("rest", START, StepKind.SOAK, START.plus(HOUR), null))
            .ofRun();

    assertThat(texts(explanation, Section.WAITS))
        .startsWith("Step rest lets time pass until ")
        .endsWith("(in 1 h).");
  }

  @Test
  void aGroupSaysWhyItsDevicesWaitAndHowManyAreUnderWay() {
    Story story = Story.group("pump-1", "pump-2", "pump-3", "pump-4").called("pump-1");
    for (String device : List.of("pump-2", "pump-3")) {
      story.device(
          device, new RebootEvent.Deferred(RUN, STEP, START, "not connected; waiting", null));
    }

    Explanation explanation = story.ofRun();

    assertThat(texts(explanation, Section.WAITS).lines())
        .containsExactly(
            "pump-2 and 1 other were not called at the last turn: not connected; waiting.",
            "1 device was called; each twin is read until it shows a reboot, or its time is over.");
    assertThat(texts(explanation, Section.NEXT))
        .isEqualTo(
            "3 devices of step pumps have yet to be called. The chain continues when each device"
                + " of step pumps has its outcome.");
  }

  @Test
  void aGroupThatStoppedSaysWhichRuleItBroke() {
    Explanation explanation =
        Story.group("pump-1")
            .group(new GroupEvent.StopRuleBroken(START, "maxFailed 0: 1 of 1 settled"))
            .ofRun();

    assertThat(texts(explanation, Section.HAPPENED))
        .contains("Step pumps stopped calling: maxFailed 0: 1 of 1 settled.");
    assertThat(texts(explanation, Section.WAITS))
        .startsWith("Step pumps calls no more devices: maxFailed 0");
  }

  @Test
  void aCancelledRunSaysWhoCancelledIt() {
    Explanation explanation =
        Story.group("pump-1")
            .called("pump-1")
            .run(new RunEvent.RunCancelled(START, Requester.login("bob"), "wrong night", false))
            .ofRun();

    assertThat(texts(explanation, Section.WAITS))
        .startsWith("bob (login) cancelled run night-1: wrong night. No more devices are called");
  }

  @Test
  void theSameSentencesAreInJson() {
    Explanation explanation = approval().ofRun();
    ExplanationJson json = ExplanationJson.of(explanation);

    assertThat(json.subject()).isEqualTo("run");
    assertThat(json.waits())
        .extracting(ExplanationJson.Said::text)
        .isEqualTo(explanation.in(Section.WAITS).stream().map(Sentence::text).toList());
    assertThat(json.waits()).extracting(ExplanationJson.Said::kind).containsExactly("approval");
    assertThat(json.next())
        .extracting(ExplanationJson.Said::command)
        .contains(List.of("approve", "night-1", "go"));
  }

  private static Story approval() {
    return Story.begun()
        .run(new RunEvent.StepStarted("go", START, StepKind.APPROVAL, START.plus(HOUR), null))
        .run(
            new RunEvent.ApprovalRequested(
                "go", START, START.plus(HOUR), new TreeSet<>(Set.of("anna", "bob")), true));
  }

  private static List<String> commands(Explanation explanation) {
    return explanation.sentences().stream()
        .filter(sentence -> !sentence.command().isEmpty())
        .map(sentence -> String.join(" ", sentence.command()))
        .toList();
  }
}
