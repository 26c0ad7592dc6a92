package org.fleetreboot.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.explain.Story.RUN;
import static org.fleetreboot.app.explain.Story.STEP;
import static org.fleetreboot.app.explain.Story.texts;

import java.time.Duration;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent;
import org.junit.jupiter.api.Test;

/** What is said of a device that one run names. */
class DeviceExplanationTest {
  @Test
  void aDeviceThatRebootedHasItsMarkersBeforeAndAfter() {
    Story story = Story.group("pump-7").called("pump-7").after(Duration.ofSeconds(2));
    story.device(
        "pump-7",
        new RebootEvent.Accepted(RUN, STEP, story.now(), story.invocation(), 200, "\"ok\""));
    story.after(Duration.ofSeconds(60));
    story.device(
        "pump-7",
        new RebootEvent.Confirmed(
            RUN,
            STEP,
            story.now(),
            story.invocation(),
            new BootMarker("42", story.now().minusSeconds(5), 42),
            200,
            null));

    Explanation explanation = story.ofDevice("pump-7");

    assertThat(explanation.headline())
        .isEqualTo("pump-7 has rebooted, in run night-1, step pumps.");
    assertThat(texts(explanation, Section.ASKED))
        .isEqualTo(
            "anna (login) started run night-1 of chain nightly by the command: start nightly.");
    assertThat(texts(explanation, Section.HAPPENED).lines())
        .hasSize(3)
        .satisfiesExactly(
            call ->
                assertThat(call)
                    .startsWith("Its turn came. By its twin it was connected, and had reported")
                    .contains("rebootTime 41", "One call of rebootDevice was recorded"),
            answer ->
                assertThat(answer).isEqualTo("It answered 200 with \"ok\": it promised to reboot."),
            boot ->
                assertThat(boot)
                    .startsWith("It has rebooted, 1 min 2 s after its call: rebootTime changed")
                    .contains("from 41 to 42, stamped "));
    assertThat(explanation.in(Section.WAITS)).isEmpty();
    assertThat(texts(explanation, Section.NEXT)).isEqualTo("Run night-1 is done with it.");
  }
}
