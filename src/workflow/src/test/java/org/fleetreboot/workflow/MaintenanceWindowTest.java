package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In March 2026 the 7th, 14th, 21st and 28th are Saturdays; Paris changes on the 29th. */
class MaintenanceWindowTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # window, moment, whether a call may go out
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-07T00:59:59.999+01:00 | false
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-07T01:00:00+01:00     | true
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-07T04:49:59.999+01:00 | true
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-07T04:50:00+01:00     | false
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-08T03:00:00+01:00     | true
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-09T03:00:00+01:00     | false
          Sat,Sun 01:00-05:00 Europe/Paris | 2026-03-07T00:00:00Z          | true
          # without days it is every day
          01:00-05:00 UTC                  | 2026-03-11T02:00:00Z          | true
          # over midnight: the day is the one it begins on
          Sat 22:00-02:00 UTC              | 2026-03-07T21:59:59Z          | false
          Sat 22:00-02:00 UTC              | 2026-03-07T23:59:59Z          | true
          Sat 22:00-02:00 UTC              | 2026-03-08T01:49:59Z          | true
          Sat 22:00-02:00 UTC              | 2026-03-08T01:50:00Z          | false
          Sat 22:00-02:00 UTC              | 2026-03-07T01:00:00Z          | false
          Sat 22:00-02:00 UTC              | 2026-03-08T22:30:00Z          | false
          # a span that ends when it starts lasts a day
          Sat 06:00-06:00 UTC              | 2026-03-08T05:49:59Z          | true
          Sat 06:00-06:00 UTC              | 2026-03-08T05:50:00Z          | false
          # the night before is still open far east of Greenwich
          Sat 22:00-02:00 Pacific/Auckland | 2026-03-07T12:30:00Z          | true
          # Paris, 29 March 2026: 02:00 to 03:00 is skipped; its start becomes 03:00, in UTC 01:00
          Sun 02:30-05:00 Europe/Paris     | 2026-03-29T00:59:59.999Z      | false
          Sun 02:30-05:00 Europe/Paris     | 2026-03-29T01:00:00Z          | true
          Sun 02:30-05:00 Europe/Paris     | 2026-03-29T02:49:59Z          | true
          Sun 02:30-05:00 Europe/Paris     | 2026-03-29T02:50:00Z          | false
          # an end in the gap is the instant of the change as well
          Sun 00:30-02:30 Europe/Paris     | 2026-03-29T00:49:59Z          | true
          Sun 00:30-02:30 Europe/Paris     | 2026-03-29T00:50:00Z          | false
          # Paris, 25 October 2026: 02:00 to 03:00 comes twice; start and end are the earlier
          Sun 02:30-05:00 Europe/Paris     | 2026-10-25T00:29:59Z          | false
          Sun 02:30-05:00 Europe/Paris     | 2026-10-25T00:30:00Z          | true
          Sun 02:30-05:00 Europe/Paris     | 2026-10-25T03:49:59Z          | true
          Sun 00:30-02:30 Europe/Paris     | 2026-10-25T00:19:59Z          | true
          Sun 00:30-02:30 Europe/Paris     | 2026-10-25T00:20:00Z          | false
          Sun 00:30-02:30 Europe/Paris     | 2026-10-25T01:10:00Z          | false
          # the whole span is skipped
          Sun 02:10-02:50 Europe/Paris     | 2026-03-29T01:00:00Z          | false
          # Apia had no 30 December 2011, a Friday
          Fri 01:00-05:00 Pacific/Apia     | 2011-12-30T12:00:00Z          | false
          """)
  void opensAndClosesAsTheClocksOfItsZoneSay(String window, String moment, boolean open) {
    Instant now = ZonedDateTime.parse(moment).toInstant();
    assertThat(MaintenanceWindow.parse(window).mayCall(now, TEN_MINUTES)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # since, now, whether it has closed in between: the last call is at 04:50
          2026-03-07T01:00:00Z | 2026-03-07T04:49:59Z | false
          2026-03-07T01:00:00Z | 2026-03-07T04:50:00Z | true
          2026-03-07T04:49:59Z | 2026-03-07T04:50:00Z | true
          # begun after the last call, it waits for the next
          2026-03-07T04:50:00Z | 2026-03-07T04:55:00Z | false
          2026-03-06T12:00:00Z | 2026-03-07T00:30:00Z | false
          # stood still over the end: closed, though Sundays is open, or a week has gone
          2026-03-07T01:00:00Z | 2026-03-08T01:30:00Z | true
          2026-03-07T01:00:00Z | 2026-03-14T00:30:00Z | true
          2026-03-07T01:00:00Z | 2026-06-03T12:00:00Z | true
          """)
  void hasClosedOnceTheLastCallOfASpanIsOver(String since, String now, boolean closed) {
    MaintenanceWindow window = MaintenanceWindow.parse("Sat,Sun 01:00-05:00 UTC");
    assertThat(window.hasClosedSince(Instant.parse(since), Instant.parse(now), TEN_MINUTES))
        .isEqualTo(closed);
  }

  @ParameterizedTest
  @CsvSource({"01:00-05:00 UTC, PT4H", "22:00-02:00 UTC, PT4H", "06:00-06:00 UTC, PT24H"})
  void isAsLongAsItsHours(String window, Duration length) {
    assertThat(MaintenanceWindow.parse(window).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sat,Sun 01:00-05:00 Europe/Paris",
        "Mon,Tue,Wed,Thu,Fri,Sat,Sun 22:00-02:00 UTC",
        "Mon 00:00-00:00 +02:00"
      })
  void readsWhatItWrites(String text) {
    assertThat(MaintenanceWindow.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sat,SUN 01:00-05:00 UTC         | Sat,Sun 01:00-05:00 UTC",
        "Saturday,Sund 01:00-05:00 UTC   | Sat,Sun 01:00-05:00 UTC",
        "Sun,Mon,Sun 01:00-05:00 UTC     | Mon,Sun 01:00-05:00 UTC",
        "01:00-05:00 UTC                 | Mon,Tue,Wed,Thu,Fri,Sat,Sun 01:00-05:00 UTC"
      })
  void isLenientAboutDays(String written, String read) {
    assertThat(MaintenanceWindow.parse("  " + written + " ")).hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sat",
        "Sat 01:00-05:00",
        "Sat 1:00-5:00 UTC",
        "Sat-Sun 01:00-05:00 UTC",
        "Sat;01:00-05:00 UTC",
        "weekends 01:00-05:00 UTC",
        "Sat, 01:00-05:00 UTC",
        "S 01:00-05:00 UTC",
        "Saturdays 01:00-05:00 UTC",
        "Sat 25:00-26:00 UTC",
        "Sat 01:00-24:00 UTC",
        "Sat 01:00-05:00 Europe/Atlantis"
      })
  void refusesAnythingElseWithTheValueAndTheForm(String text) {
    assertThatThrownBy(() -> MaintenanceWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "'%s' is no window. Write it like Sat,Sun 01:00-05:00 Europe/Paris.", text);
  }

  @Test
  void saysWhatIsWrongWithADayATimeOrAZone() {
    assertThatThrownBy(() -> MaintenanceWindow.parse("Sat,Sum 01:00-05:00 UTC"))
        .hasMessageContaining("Sum is no day of the week");
    assertThatThrownBy(() -> MaintenanceWindow.parse("Sat 01:00-05:00 Europe/Atlantis"))
        .hasMessageContaining("Europe/Atlantis");
  }

  @Test
  void refusesToHaveNoDay() {
    LocalTime one = LocalTime.of(1, 0);
    LocalTime five = LocalTime.of(5, 0);
    assertThatThrownBy(() -> new MaintenanceWindow(Set.of(), one, five, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A window without a day never opens. Give it one.");
  }
}
