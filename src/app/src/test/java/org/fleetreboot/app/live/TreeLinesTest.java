package org.fleetreboot.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.live.Picture.NOON;
import static org.fleetreboot.app.live.Picture.tally;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.docs.Capture;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** The pictures of a run, to be read as such. */
class TreeLinesTest {
  private static final HubHeadroom QUOTA = new HubHeadroom(10, 80, 1, 0.62, 1);

  @Test
  void aTerminalOf80ColumnsShowsWhatMatters() {
    assertThat(sensors().draw(TreeSymbols.UNICODE, 79, 15))
        .isEqualTo(
            """
            night-1 · ◐ running · 4 min 12 s · started by ann (login)
            hub plant-7 · quota 10 calls/s, 62 % free
            ├─ ✓ canary   ████████████████ 2/2 succeeded · 2 confirmed
            ├─ ✓ settle   soak · succeeded
            └─ ◐ sensors  ███████░░░░░░░░░ 1,204/2,600 running
                  10.0/s · ends in about 2 min 20 s (12:02:20)
                  1,190 confirmed, 14 offline, 3 waiting, 40 awaiting, 10 retrying
               ├─ ◐ sensor-1300  awaiting  50 s
               ├─ ◐ sensor-1301  awaiting  49 s
               ├─ ◐ sensor-1302  awaiting  48 s
               ├─ ✗ sensor-100   offline   disconnected in its twin, and 404103 for the ca…
               ├─ ✗ sensor-101   offline   disconnected in its twin, and 404103 for the ca…
               ├─ ◌ sensor-2598  waiting   the line runs
               ├─ ◌ sensor-2599  waiting   the line runs
               └─ and 60 more
            """);
  }

  @Test
  void aStepOnSeveralHubsHasALineForEach() {
    Picture rings =
        new Picture()
            .groups(
                "canary",
                StepStatus.SUCCEEDED,
                new GroupView("north", StepStatus.SUCCEEDED, 2, confirmed(2), NOON, null, null),
                new GroupView("south", StepStatus.SUCCEEDED, 1, confirmed(1), NOON, null, null))
            .groups(
                "ring-1",
                StepStatus.RUNNING,
                new GroupView("north", StepStatus.RUNNING, 40, confirmed(10), NOON, null, null),
                new GroupView(
                    "south", StepStatus.PAUSED, 20, Tally.EMPTY, NOON, "paused by ann", null))
            .device("north", "pump-7", "ring-1", DeviceStatus.AWAITING, 50, null)
            .device("south", "pump-7", "ring-1", DeviceStatus.WAITING, 40, "the line runs");

    assertThat(rings.draw(TreeSymbols.UNICODE, 79, 15))
        .isEqualTo(
            """
            night-1 · ◐ running · 4 min 12 s · started by ann (login)
            hubs north, south
            ├─ ✓ canary  ████████████████ 3/3 succeeded · 3 confirmed
            │     ✓ on north  ████████████████ 2/2 succeeded · 2 confirmed
            │     ✓ on south  ████████████████ 1/1 succeeded · 1 confirmed
            └─ ◐ ring-1  ██░░░░░░░░░░░░░░ 10/60 running
                  5/min · ends in about 10 min (12:10)
                  1 waiting, 1 awaiting
                  ◐ on north  ████░░░░░░░░░░░░ 10/40 running · 10 confirmed
                  ‖ on south  ░░░░░░░░░░░░░░░░ 0/20 paused · paused by ann
               ├─ ◐ pump-7 on north  awaiting  50 s
               └─ ◌ pump-7 on south  waiting   the line runs
            """);
  }

  private static Tally confirmed(int devices) {
    return tally(devices, Outcome.CONFIRMED);
  }

  @Test
  void theGuideShowsThatPicture() throws IOException {
    assertThat(Files.readString(CommandLineRun.HOME.resolve("docs/guides/see-what-happened.md")))
        .contains(
            "$ ./fleet-reboot get night-1 --watch\n" + sensors().draw(TreeSymbols.UNICODE, 79, 15));
  }

  @Test
  void thePictureInTheReadmeIsThatPicture() throws IOException {
    Capture.requireCurrent(
        "watch.svg",
        "./fleet-reboot get night-1 --watch",
        sensors().lines(TreeSymbols.UNICODE, true, 79, 13));
  }

  @Test
  void aWideTerminalPutsTheExpectedEndBesideTheBar() {
    assertThat(sensors().draw(TreeSymbols.UNICODE, 159, 8))
        .contains(
            "└─ ◐ sensors  ███████████░░░░░░░░░░░░░ 1,204/2,600 running"
                + " · 10.0/s · ends in about 2 min 20 s (12:02:20)\n");
  }

  @Test
  void aNarrowTerminalHasShortLinesThatSayWhereTheyAreCut() {
    assertThat(sensors().draw(TreeSymbols.UNICODE, 39, 14))
        .isEqualTo(
            """
            night-1 · ◐ running · 4 min 12 s · sta…
            hub plant-7 · quota 10 calls/s, 62 % f…
            ├─ ✓ canary   ████████ 2/2 succeeded ·…
            ├─ ✓ settle   soak · succeeded
            └─ ◐ sensors  ███░░░░░ 1,204/2,600 run…
                  10.0/s
                  ends in about 2 min 20 s (12:02:…
                  1,190 confirmed, 14 offline
                  3 waiting, 40 awaiting
                  10 retrying
               ├─ ◐ sensor-1300  awaiting  50 s
               ├─ ✗ sensor-100   offline   disconn…
               ├─ ◌ sensor-2598  waiting   the lin…
               └─ and 64 more
            """);
  }

  @Test
  void aTerminalWithoutUnicodeShowsTheSameInAscii() {
    assertThat(sensors().draw(TreeSymbols.ASCII, 79, 10))
        .isEqualTo(
            """
            night-1 - > running - 4 min 12 s - started by ann (login)
            hub plant-7 - quota 10 calls/s, 62 % free
            |- + canary   ################ 2/2 succeeded - 2 confirmed
            |- + settle   soak - succeeded
            `- > sensors  #######......... 1,204/2,600 running
                  10.0/s - ends in about 2 min 20 s (12:02:20)
                  1,190 confirmed, 14 offline, 3 waiting, 40 awaiting, 10 retrying
               |- > sensor-1300  awaiting  50 s
               |- x sensor-100   offline   disconnected in its twin, and 404103 for the ca~
               `- and 65 more
            """);
  }

  @Test
  void noLineIsLongerThanTheTerminalHoweverWideItsCharactersAre() {
    Picture picture = sensors();
    picture.device("泵站-7", "sensors", DeviceStatus.OFFLINE, 60, "排水泵");
    for (int width = 1; width < 100; width++) {
      for (AttributedString line : picture.lines(TreeSymbols.UNICODE, true, width, 30)) {
        assertThat(line.columnLength()).as("%s", line).isLessThanOrEqualTo(width);
      }
    }
  }

  @Test
  void noPictureIsHigherThanTheTerminal() {
    for (int height = 1; height < 40; height++) {
      assertThat(sensors().lines(TreeSymbols.UNICODE, false, 79, height))
          .hasSizeLessThanOrEqualTo(height);
    }
  }

  @Test
  void aHundredThousandDevicesFitAsTwentyDo() {
    Picture picture =
        new Picture()
            .group(
                "all",
                StepStatus.RUNNING,
                100_000,
                tally(10_000, Outcome.CONFIRMED, 20_000, Outcome.REJECTED));
    for (int i = 0; i < 100_000; i++) {
      DeviceStatus status =
          i < 10_000
              ? DeviceStatus.CONFIRMED
              : i < 40_000
                  ? DeviceStatus.AWAITING
                  : i < 60_000 ? DeviceStatus.REJECTED : DeviceStatus.WAITING;
      picture.device("device-" + i, "all", status, 5, status == DeviceStatus.WAITING ? "no" : null);
    }

    assertThat(picture.lines(TreeSymbols.UNICODE, true, 79, 200)).hasSizeLessThan(40);
    assertThat(picture.draw(TreeSymbols.UNICODE, 79, 23))
        .contains("10,000 confirmed, 20,000 rejected, 40,000 waiting, 30,000 awaiting")
        .contains("◐ device-10000  awaiting")
        .contains("✗ device-40000  rejected")
        .contains("◌ device-60000  waiting   no")
        .endsWith("   └─ and 89,983 more\n");
  }

  @Test
  void manyStepsLeaveRoomForTheOneUnderWay() {
    Picture picture = new Picture();
    for (int i = 1; i <= 40; i++) {
      picture.group(
          "ring-" + i,
          i == 7 ? StepStatus.FAILED : StepStatus.SUCCEEDED,
          1,
          tally(1, i == 7 ? Outcome.OFFLINE : Outcome.CONFIRMED));
    }
    picture.group("ring-41", StepStatus.RUNNING, 1, Tally.EMPTY);
    picture.device("pump-1", "ring-41", DeviceStatus.AWAITING, 3, null);

    assertThat(picture.draw(TreeSymbols.UNICODE, 79, 12))
        .isEqualTo(
            """
            night-1 · ◐ running · 4 min 12 s · started by ann (login)
            hub plant-7
            ├─ 37 earlier steps · 1 did not succeed
            ├─ ✓ ring-38  ████████████████ 1/1 succeeded · 1 confirmed
            ├─ ✓ ring-39  ████████████████ 1/1 succeeded · 1 confirmed
            ├─ ✓ ring-40  ████████████████ 1/1 succeeded · 1 confirmed
            └─ ◐ ring-41  ░░░░░░░░░░░░░░░░ 0/1 running
                  1 awaiting
               └─ ◐ pump-1  awaiting  3 s
            """);
  }

  @Test
  void aSuspendedHubIsShownWithItsNextTry() {
    HubTrouble trouble = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "Connection refused.");
    assertThat(
            sensors()
                .hub(new HubHealth(trouble, NOON.plusSeconds(30)), QUOTA)
                .draw(TreeSymbols.UNICODE, 79, 7))
        .contains("hub plant-7 · suspended, next try 12:00:30 · Connection refused.\n")
        .contains("      no calls: the hub is suspended, next try 12:00:30\n")
        .doesNotContain("ends in");
  }

  @Test
  void aHubThatRefusesWith429IsShownWithItsSpeed() {
    assertThat(
            sensors()
                .hub(HubHealth.GOOD, new HubHeadroom(16.5, 80, 0.5, 0, 1))
                .draw(TreeSymbols.UNICODE, 79, 7))
        .contains("hub plant-7 · quota 16.5 calls/s, 0 % free · slowed to 50 % after 429\n");
  }

  @Test
  void aPausedRunSaysWhyAndExpectsNoEnd() {
    assertThat(sensors().run(RunStatus.PAUSED, "paused by ann").draw(TreeSymbols.UNICODE, 79, 7))
        .startsWith("night-1 · ‖ paused · 4 min 12 s · paused by ann\n")
        .contains("      no calls until somebody resumes the run\n")
        .doesNotContain("ends in");
  }

  @Test
  void whatASoakLeavesIsShown() {
    assertThat(
            new Picture()
                .soak("settle", StepStatus.RUNNING, NOON.plus(Duration.ofMinutes(90)))
                .draw(TreeSymbols.UNICODE, 79, 7))
        .endsWith("└─ ◐ settle  soak · until 13:30, 1 h 30 min left\n");
  }

  @Test
  void controlCharactersInIdsAndReasonsAreShownAndHaveNoEffect() {
    Picture picture = new Picture().group("pumps", StepStatus.RUNNING, 1, Tally.EMPTY);
    picture.device("a\u001b[2Jb\u202ec", "pumps", DeviceStatus.WAITING, 1, "x\ny\u0007");

    assertThat(picture.draw(TreeSymbols.UNICODE, 79, 9))
        .contains("└─ ◌ a\\u001b[2Jb\\u202ec  waiting  x\\ny\\u0007\n");
  }

  @Test
  void coloursAreOnlyUsedWhereTheyAreWanted() {
    assertThat(sensors().lines(TreeSymbols.UNICODE, false, 79, 23))
        .allSatisfy(line -> assertThat(line.toAnsi()).isEqualTo(line.toString()));
    assertThat(sensors().lines(TreeSymbols.UNICODE, true, 79, 23))
        .anySatisfy(line -> assertThat(line.toAnsi()).contains("\u001b[31m"));
  }

  private static Picture sensors() {
    Picture picture =
        new Picture()
            .hub(HubHealth.GOOD, QUOTA)
            .group("canary", StepStatus.SUCCEEDED, 2, tally(2, Outcome.CONFIRMED))
            .soak("settle", StepStatus.SUCCEEDED, NOON)
            .group(
                "sensors",
                StepStatus.RUNNING,
                2_600,
                tally(1_190, Outcome.CONFIRMED, 14, Outcome.OFFLINE));
    for (int i = 0; i < 1_190; i++) {
      picture.device("sensor-" + (3_000 + i), "sensors", DeviceStatus.CONFIRMED, 60, null);
    }
    for (int i = 0; i < 50; i++) {
      boolean isBusy = i % 5 == 4;
      picture.device(
          "sensor-" + (1_300 + i),
          "sensors",
          isBusy ? DeviceStatus.RETRYING : DeviceStatus.AWAITING,
          50 - i,
          isBusy ? "busy (423)" : null);
    }
    for (int i = 0; i < 14; i++) {
      picture.device(
          "sensor-" + (100 + i),
          "sensors",
          DeviceStatus.OFFLINE,
          60,
          "disconnected in its twin, and 404103 for the call");
    }
    for (int i = 0; i < 3; i++) {
      picture.device("sensor-" + (2_598 + i), "sensors", DeviceStatus.WAITING, 60, "the line runs");
    }
    return picture;
  }
}
