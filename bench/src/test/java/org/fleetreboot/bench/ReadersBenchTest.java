package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadersBenchTest {

  /** The long version is a command: {@code ./fleet-reboot bench readers}. */
  @Test
  void theSameRunIsMeasuredAloneAndWithReadersWhoSeeAllOfIt() throws Exception {
    Map<String, Object> figures =
        new ReadersBench()
            .run(
                Options.parse(
                    List.of(
                        "--devices", "60", "--tier", "S3", "--followers", "2", "--every", "1")));

    assertThat(figures)
        .containsKeys("ratio", "secondsAlone", "secondsWithReaders", "readMillis")
        .containsEntry("devices", 60)
        .containsEntry("followers", 2);
    assertThat((Integer) figures.get("reads")).isPositive();
  }
}
