package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quartz.CronScheduleBuilder.cronSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronTrigger;
import org.quartz.spi.OperableTrigger;

class WallClockTriggerTest {
  @ParameterizedTest
  @CsvSource({
    "0 30 2 ? * SUN, 2026-03-22T02:00:00Z, 2026-03-29T01:00:00Z, 2026-04-05T00:30:00Z",
    "0 30 2 ? * SUN, 2026-10-18T02:00:00Z, 2026-10-25T00:30:00Z, 2026-11-01T01:30:00Z",
    "0 0 2 * * ?, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
    "0 0/30 * * * ?, 2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
    "0 0/30 * * * ?, 2026-03-29T00:40:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z"
  })
  void aSkippedTimeFiresAtTheEndOfTheGapAndOneThatComesTwiceOnce(
      String cron, String now, String first, String second) {
    assertThat(fires(cron, now, 2)).containsExactly(first, second);
  }

  @Test
  void onOtherDaysItFiresAsQuartzDoes() {
    CronTrigger quartz = quartz("0 0/20 1-3 ? * MON-FRI", "2026-05-01T00:00:00Z");
    List<String> fires = fires("0 0/20 1-3 ? * MON-FRI", "2026-05-01T00:00:00Z", 100);
    Date at = Date.from(Instant.parse("2026-04-30T23:59:59Z"));
    for (String fire : fires) {
      at = quartz.getFireTimeAfter(at);
      assertThat(at.toInstant()).isEqualTo(fire);
    }
  }

  @Test
  void itEndsAtItsEndTime() {
    CronTrigger quartz =
        quartz("0 30 2 * * ?", "2026-03-28T00:00:00Z")
            .getTriggerBuilder()
            .endAt(Date.from(Instant.parse("2026-03-29T00:59:00Z")))
            .build();
    assertThat(fires(new WallClockTrigger(quartz), 9)).containsExactly("2026-03-28T01:30:00Z");
  }

  private static List<String> fires(String cron, String now, int most) {
    return fires(new WallClockTrigger(quartz(cron, now)), most);
  }

  /** As the job store does it: with a copy. */
  private static List<String> fires(WallClockTrigger trigger, int most) {
    OperableTrigger stored = (OperableTrigger) trigger.clone();
    List<String> fires = new ArrayList<>();
    for (Date at = stored.computeFirstFireTime(null);
        at != null && fires.size() < most;
        at = stored.getNextFireTime()) {
      fires.add(at.toInstant().toString());
      stored.triggered(null);
    }
    return fires;
  }

  private static CronTrigger quartz(String cron, String start) {
    return newTrigger()
        .withIdentity("night")
        .forJob("night")
        .startAt(Date.from(Instant.parse(start)))
        .withSchedule(cronSchedule(cron).inTimeZone(TimeZone.getTimeZone("Europe/Paris")))
        .build();
  }
}
