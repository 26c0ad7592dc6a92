package org.fleetreboot.app.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 30 0 ? * SUN",
        "0 30 0 ? * sun",
        "0 30 0 * * ?",
        "0 0/20 1-3 * * ?",
        "0 0 22-4 ? * FRI-MON",
        "0 0 2 L-3 * ?",
        "0 0 2 LW * ?",
        "0 0 2 15W * ?",
        "0 0 2 ? * 6L",
        "0 0 2 ? * TUE#2",
        "0 0 2 ? JAN,JUL MON-FRI 2026-2099",
        "* * * * * ? 2024,2099"
      })
  void whatQuartzReadsAsItIsWrittenIsTaken(String cron) {
    assertThat(CronText.mistake(cron)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 30 0 ? * SUNDAY-MONDAY",
        "0 30 0 ? JANUARY SUN",
        "0 5;7 2 ? * SUN",
        "0 1.5 2 ? * SUN",
        "0 0 2X * * ?",
        "0 0 2 ? * SAT+SUN",
        "0 30 0 ? * SUN,",
        "0 0 2 31 2 ?",
        "0 0 25 * * ?",
        "0 0 2 ? * 0"
      })
  void whatQuartzDropsOrCannotReadIsToldWithTheForm(String cron) {
    assertThat(CronText.mistake(cron))
        .startsWith("'" + cron + "' is not a cron expression (")
        .endsWith(
            "); write seconds, minutes, hours, day of the month, month, day of the week, with ?"
                + " for one of the two days, and a year if need be: 0 30 0 ? * SUN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 0 * * SUN    | 0 30 0 ? * SUN",
        "30 0 * * 0      | 0 30 0 ? * SUN",
        "30 0 * * 7      | 0 30 0 ? * SUN",
        "30 0 * * 1-5    | 0 30 0 ? * MON-FRI",
        "0 2 * * 0,6     | 0 0 2 ? * SUN,SAT",
        "0 2 * JAN 5-7   | 0 0 2 ? 1 FRI-SUN",
        "*/5 * * * *     | 0 */5 * * * ?",
        "0 2 1 * *       | 0 0 2 1 * ?",
        "0 2 ? * SUN     | 0 0 2 ? * SUN"
      })
  void fiveFieldsOfACrontabAreToldInSix(String crontab, String quartz) {
    assertThat(CronText.mistake(crontab))
        .isEqualTo("'" + crontab + "' has five fields, as in a crontab; write " + quartz);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 2 1 * 1", "a b c d e"})
  void fiveFieldsAreRefusedWithTheFormOfQuartz(String crontab) {
    assertThat(CronText.mistake(crontab)).endsWith("if need be: 0 30 0 ? * SUN");
  }

  @ParameterizedTest
  @CsvSource({
    "0 30 0 * * *,0 30 0 * * ?",
    "0 30 0 1 * *,0 30 0 1 * ?",
    "0 30 0 * * SUN,0 30 0 ? * SUN"
  })
  void aMissingQuestionMarkIsPutWhereItBelongs(String cron, String mended) {
    assertThat(CronText.mistake(cron))
        .isEqualTo("'" + cron + "' has no ? for one of the two days; write " + mended);
  }

  @ParameterizedTest
  @CsvSource({"sunday,one field", "0 0 2 ? * SUN * Europe/Paris,8 fields", "@daily,one field"})
  void anotherNumberOfFieldsIsReported(String cron, String fields) {
    assertThat(CronText.mistake(cron))
        .startsWith("'" + cron + "' has " + fields + "; write six or seven");
  }
}
