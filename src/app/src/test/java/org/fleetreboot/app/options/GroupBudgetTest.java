package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.stays;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.junit.jupiter.api.Test;

/** Which devices of the hub may be down together. */
class GroupBudgetTest extends OptionTest {
  GroupBudgetTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption("reboot:neverTogether")
  void atMostOneOfAPairIsDown() {
    TestedRun run = lost("pair", "neverTogether: tags.pair", "pump-1", "pump-2");

    stays(() -> assertThat(calls()).isEqualTo(1));
    // The answer is there, too: a clock that leaps past it has it lost.
    stays(() -> assertThat(run.standing().toString()).contains(DeviceStatus.AWAITING.word()));
    routes.clock.leap(Duration.ofMinutes(11));
    run.ends("failed");
    assertThat(run.standing().stream().map(stand -> stand.replaceAll("^\\S+ ", "")))
        .containsExactlyInAnyOrder("not-confirmed", "skipped");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:maxDownPer")
  void atMostTwoOfASiteAreDown() {
    lost("site", "maxDownPer: tags.site=2", "pump-1", "pump-2", "pump-3", "pump-4");

    stays(() -> assertThat(calls()).isEqualTo(2));
  }

  @Test
  @ProvesOption("reboot:countDisconnected")
  void aDisconnectedPartnerCountsUnlessTheGroupExcludesIt() {
    connect(device("left").tagged(Map.of("pair", "p-1")));
    connect(device("right").tagged(Map.of("pair", "p-1"))).close();
    TestedRun run = routes.group("neverTogether: tags.pair", "left");

    stays(() -> assertThat(run.detail("left")).contains("right is disconnected, last seen at"));
    assertThat(calls()).isZero();
    routes.group("neverTogether: tags.pair, countDisconnected: false", "left").ends("completed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:downForgottenAfter")
  void aPartnerThatIsAwayForTooLongDoesNotCount() {
    connect(device("left").tagged(Map.of("pair", "p-1")));
    connect(device("right").tagged(Map.of("pair", "p-1"))).close();
    TestedRun run = routes.group("neverTogether: tags.pair", "left");

    stays(() -> assertThat(run.detail("left")).contains("right is disconnected, last seen at"));
    routes.group("neverTogether: tags.pair, downForgottenAfter: 0s", "left").ends("completed");
  }

  @Test
  void aPartnerThatWasNeverConnectedIsNotDown() {
    connect(device("left").tagged(Map.of("pair", "p-1")));
    hub.register("right", Map.of("pair", "p-1"));

    routes.group("neverTogether: tags.pair", "left").ends("completed");
  }

  @Test
  void aDisabledPartnerIsNotDown() throws IOException {
    connect(device("left").tagged(Map.of("pair", "p-1")));
    connect(device("right").tagged(Map.of("pair", "p-1"))).close();
    disable("right");

    routes.group("neverTogether: tags.pair", "left").ends("completed");
  }

  /** A group of devices that never come back, and share a tag. */
  private TestedRun lost(String tag, String option, String... ids) {
    connect(
        List.of(ids).stream()
            .map(id -> device(id, new NeverReturns()).tagged(Map.of(tag, "lyon")))
            .toArray(DeviceSpec[]::new));
    return routes.group("maxFailed: \"100%\", " + option, String.join("\n", ids));
  }
}
