package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.fleetreboot.app.report.StateMark.Tone;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** A state has one word, one symbol and one tone, wherever it is shown. */
class StateMarkTest {
  @Test
  void eachSymbolTakesOneColumn() {
    assertThat(all())
        .allSatisfy(
            mark -> {
              assertThat(new AttributedString(mark.symbol()).columnLength()).isEqualTo(1);
              assertThat(mark.plain().getBytes(StandardCharsets.US_ASCII)).hasSize(1);
              assertThat(mark.plain()).isNotEqualTo(" ");
            });
  }

  @Test
  void aWordMeansTheSameForRunsStepsAndDevices() {
    assertThat(StateMark.of(RunStatus.CANCELLED)).isEqualTo(StateMark.of(StepStatus.CANCELLED));
    assertThat(StateMark.of(RunStatus.CANCELLED)).isEqualTo(StateMark.of(DeviceStatus.CANCELLED));
    assertThat(StateMark.of(RunStatus.FAILED)).isEqualTo(StateMark.of(DeviceStatus.FAILED));
    assertThat(StateMark.of(RunStatus.PAUSED)).isEqualTo(StateMark.of(StepStatus.PAUSED));
  }

  @Test
  void onlySuccessIsGood() {
    assertThat(all().filter(mark -> mark.tone() == Tone.GOOD).map(StateMark::word))
        .containsExactlyInAnyOrder("confirmed", "completed", "succeeded");
  }

  private static Stream<StateMark> all() {
    return Stream.of(
            Arrays.stream(DeviceStatus.values()).map(StateMark::of),
            Arrays.stream(RunStatus.values()).map(StateMark::of),
            Arrays.stream(StepStatus.values()).map(StateMark::of))
        .flatMap(marks -> marks);
  }
}
