package org.fleetreboot.app.explain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.TypedSettings;
import org.fleetreboot.docs.Capture;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunEvent;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ExplainPictureTest {
  @Test
  void theGuideShowsWhatIsSaidOfADeviceOfAPausedRun() throws IOException {
    assumeTrue(
        ZoneId.systemDefault().getRules().equals(ZoneOffset.UTC.getRules()),
        "the picture has the times of UTC: TZ=UTC");
    Story story = Story.group("pump-1", "pump-2");
    story
        .device(
            "pump-1",
            new RebootEvent.Deferred(Story.RUN, Story.STEP, Story.START, "the line runs", null))
        .after(Duration.ofMinutes(4))
        .run(
            new RunEvent.RunPaused(
                story.now(),
                story.now(),
                PauseKind.ORDERED,
                Requester.login("bob"),
                "storm warning"));

    Capture.requireCurrent(
        "explain.svg",
        "./fleet-reboot explain pump-1",
        printed(story.ofDevice("pump-1")).lines().map(AttributedString::new).toList());
  }

  private static String printed(Explanation explanation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationText.print(
        explanation,
        new Continuation(new TypedSettings(List.of(), List.of())),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
