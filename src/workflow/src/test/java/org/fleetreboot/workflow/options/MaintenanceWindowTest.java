package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
          # several spans, each on days of its own
          Mon-Fri 22:00-04:00; Sat,Sun 01:00-05:00 UTC | 2026-03-06T23:00:00Z | true
          Mon-Fri 22:00-04:00; Sat,Sun 01:00-05:00 UTC | 2026-03-08T03:00:00Z | true
          Mon-Fri 22:00-04:00; Sat,Sun 01:00-05:00 UTC | 2026-03-08T23:00:00Z | false
          # Friday's night and Saturday's hours overlap: one span, to 05:00
          Mon-Fri 22:00-04:00; Sat,Sun 01:00-05:00 UTC | 2026-03-07T03:55:00Z | true
          # days over the end of the week
          Sat-Mon 01:00-05:00 UTC          | 2026-03-09T02:00:00Z          | true
          Sat-Mon 01:00-05:00 UTC          | 2026-03-10T02:00:00Z          | false
          # spans that touch are one: no last call at midnight
          20:00-24:00; 00:00-04:00 UTC     | 2026-03-07T23:55:00Z          | true
          20:00-24:00; 00:00-04:00 UTC     | 2026-03-07T03:50:00Z          | false
          # every day all day never closes
          00:00-24:00 UTC                  | 2026-03-07T23:59:59Z          | true
          # a date left out: not the night that begins on it, but that of the evening before
          22:00-02:00 UTC except 2026-12-24..2026-12-26, 2027-01-01 | 2026-12-24T01:00:00Z | true
          22:00-02:00 UTC except 2026-12-24..2026-12-26, 2027-01-01 | 2026-12-24T23:00:00Z | false
          22:00-02:00 UTC except 2026-12-24..2026-12-26, 2027-01-01 | 2026-12-26T23:00:00Z | false
          22:00-02:00 UTC except 2026-12-24..2026-12-26, 2027-01-01 | 2026-12-27T23:00:00Z | true
          22:00-02:00 UTC except 2026-12-24..2026-12-26, 2027-01-01 | 2027-01-01T23:00:00Z | false
          # the date is that of the window's zone
          22:00-02:00 Pacific/Auckland except 2026-12-25 | 2026-12-24T10:00:00Z | true
          22:00-02:00 Pacific/Auckland except 2026-12-25 | 2026-12-25T10:00:00Z | false
          # the night of the long hour has one more: New York, 1 November 2026
          Sat 22:00-04:00 America/New_York | 2026-11-01T08:49:59Z          | true
          Sat 22:00-04:00 America/New_York | 2026-11-01T08:50:00Z          | false
          # and that of the short hour one less: 8 March 2026
          Sat 22:00-04:00 America/New_York | 2026-03-08T07:49:59Z          | true
          Sat 22:00-04:00 America/New_York | 2026-03-08T07:50:00Z          | false
          # Lord Howe changes by half an hour: 4 October 2026, 02:00 becomes 02:30
          Sun 02:15-04:00 Australia/Lord_Howe | 2026-10-03T15:29:59Z       | false
          Sun 02:15-04:00 Australia/Lord_Howe | 2026-10-03T15:30:00Z       | true
          # Apia had no 30 December 2011, a Friday
          Fri 01:00-05:00 Pacific/Apia     | 2011-12-30T12:00:00Z          | false
          """)
  void opensAndClosesByTheClocksOfItsZone(String window, String moment, boolean open) {
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
  void hasClosedAfterTheLastCallOfASpan(String since, String now, boolean closed) {
    MaintenanceWindow window = MaintenanceWindow.parse("Sat,Sun 01:00-05:00 UTC");
    assertThat(window.hasClosedSince(Instant.parse(since), Instant.parse(now), TEN_MINUTES))
        .isEqualTo(closed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # window, since, now, whether it has closed: a closing is not forgotten, be it months ago
          Sat 01:00-05:00 UTC except 2026-03-14..2026-04-10 | 2026-03-07T01:00:00Z | 2026-03-17T12:00:00Z | true
          Sat 01:00-05:00 UTC except 2026-03-14..2026-04-10 | 2026-03-07T01:00:00Z | 2026-04-11T02:00:00Z | true
          Sat 01:00-05:00 UTC except 2026-03-14..2026-04-10 | 2026-03-07T05:00:00Z | 2026-04-11T02:00:00Z | false
          Sat 01:00-05:00 UTC except 2026-03-14..2027-04-10 | 2026-03-06T01:00:00Z | 2027-04-17T02:00:00Z | true
          # every day all day never closes, and a date left out closes it
          00:00-24:00 UTC                                   | 2026-03-07T01:00:00Z | 2026-05-07T01:00:00Z | false
          00:00-24:00 UTC except 2026-03-20                 | 2026-03-07T01:00:00Z | 2026-05-07T01:00:00Z | true
          # what is too short for a call was never open
          Sat 01:00-01:10; Sun 01:00-05:00 UTC              | 2026-03-06T12:00:00Z | 2026-03-07T12:00:00Z | false
          Sat 01:00-01:10; Sun 01:00-05:00 UTC              | 2026-03-06T12:00:00Z | 2026-03-08T12:00:00Z | true
          # the clock was set back
          Sat 01:00-05:00 UTC                               | 2026-03-07T06:00:00Z | 2026-03-07T02:00:00Z | false
          Sat 01:00-05:00 UTC                               | 2026-05-07T06:00:00Z | 2026-03-07T02:00:00Z | false
          """)
  void itRemembersEveryClosing(String window, Instant since, Instant now, boolean closed) {
    assertThat(MaintenanceWindow.parse(window).hasClosedSince(since, now, TEN_MINUTES))
        .isEqualTo(closed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # window, now, the next moment for a call
          Sat 01:00-05:00 UTC | 2026-03-07T03:00:00Z | 2026-03-07T03:00:00Z
          Sat 01:00-05:00 UTC | 2026-03-07T04:50:00Z | 2026-03-14T01:00:00Z
          Sat 01:00-05:00 UTC | 2026-03-04T12:00:00Z | 2026-03-07T01:00:00Z
          Sat 01:00-05:00 UTC except 2026-03-14 | 2026-03-08T00:00:00Z | 2026-03-21T01:00:00Z
          Sun 02:30-05:00 Europe/Paris | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
          Sun 02:30-05:00 Europe/Paris | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
          # too short for a call, then long enough
          Sat 01:00-01:10; Sun 01:00-05:00 UTC | 2026-03-07T00:00:00Z | 2026-03-08T01:00:00Z
          Sat 01:00-05:00 UTC except 2026-01-01..2027-01-31 | 2026-01-01T00:00:00Z |
          """)
  void knowsWhenTheNextCallMayBeSent(String window, Instant now, @Nullable Instant next) {
    assertThat(MaintenanceWindow.parse(window).nextCall(now, TEN_MINUTES)).isEqualTo(next);
  }

  @Test
  void keepsItsHoursInAnotherZone() {
    MaintenanceWindow paris = MaintenanceWindow.parse("Sat 01:00-05:00 Europe/Paris");
    assertThat(paris.in(ZoneId.of("Asia/Tokyo"))).hasToString("Sat 01:00-05:00 Asia/Tokyo");
  }

  @ParameterizedTest
  @CsvSource({
    "20:00-24:00; 00:00-04:00 UTC, PT8H",
    "Mon 01:00-02:00; Tue 01:00-04:00 UTC, PT3H",
    "Fri 22:00-04:00; Sat 01:00-05:00 UTC, PT7H"
  })
  void lastsAsLongAsItsLongestSpan(String window, Duration length) {
    assertThat(MaintenanceWindow.parse(window).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({"01:00-05:00 UTC, PT4H", "22:00-02:00 UTC, PT4H", "Sat 06:00-06:00 UTC, PT24H"})
  void lastsAsLongAsItsHours(String window, Duration length) {
    assertThat(MaintenanceWindow.parse(window).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sat,Sun 01:00-05:00 Europe/Paris",
        "Mon,Tue,Wed,Thu,Fri,Sat,Sun 22:00-02:00 UTC",
        "Mon 00:00-00:00 +02:00",
        "Mon,Fri 22:00-04:00; Sat,Sun 01:00-05:00 Europe/Paris except 2026-12-24, 2026-12-25"
      })
  void readsWhatItWrites(String text) {
    assertThat(MaintenanceWindow.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat-Mon 01:00-24:00 UTC         | Mon,Sat,Sun 01:00-00:00 UTC",
        "Sat 01:00-02:00 ;Sun 03:00-04:00 UTC | Sat 01:00-02:00; Sun 03:00-04:00 UTC",
        "Sat 01:00-02:00 UTC except 2026-05-01 .. 2026-05-02 | Sat 01:00-02:00 UTC except"
            + " 2026-05-01, 2026-05-02",
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
        "Sat-Sun-Mon 01:00-05:00 UTC",
        "Sat 01:00-05:00 UTC except",
        "Sat 01:00-05:00 UTC except christmas",
        "Sat 01:00-05:00 UTC except 2026-12-26..2026-12-24",
        "Sat 01:00-05:00 UTC except 2026-12-24..2028-12-24",
        "Sat 01:00-05:00 UTC; Sun 01:00-05:00 UTC",
        "Sat 01:00-05:00; UTC",
        "Sat;01:00-05:00 UTC",
        "weekends 01:00-05:00 UTC",
        "Sat, 01:00-05:00 UTC",
        "S 01:00-05:00 UTC",
        "Saturdays 01:00-05:00 UTC",
        "Sat 25:00-26:00 UTC",
        "Sat 24:00-05:00 UTC"
      })
  void refusesAnythingElseWithTheValueAndAnExample(String text) {
    assertThatThrownBy(() -> MaintenanceWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invalid window '%s'", text)
        .hasMessageContaining(". Use a form like Sat,Sun 01:00-05:00 Europe/Paris.");
  }

  @Test
  void saysWhatIsWrongWithADayATimeOrAZone() {
    assertThatThrownBy(() -> MaintenanceWindow.parse("Sat,Sum 01:00-05:00 UTC"))
        .hasMessageContaining(": unknown day of the week 'Sum'. Use a form like");
    assertThatThrownBy(() -> MaintenanceWindow.parse("Sat 01:00-25:00 UTC"))
        .hasMessageContaining("invalid time of day '25:00'. ");
    assertThatThrownBy(() -> MaintenanceWindow.parse("Sat 01:00-05:00 UTC except 2026-13-01"))
        .hasMessageContaining("invalid date '2026-13-01'. ");
    assertThatThrownBy(() -> MaintenanceWindow.parse("Sat 01:00-05:00 Europe/Atlantis"))
        .isInstanceOf(UnknownZone.class)
        .hasMessage(
            "invalid window 'Sat 01:00-05:00 Europe/Atlantis': unknown time zone"
                + " 'Europe/Atlantis'.");
  }

  @Test
  void refusesASpanWithoutADay() {
    LocalTime one = LocalTime.of(1, 0);
    LocalTime five = LocalTime.of(5, 0);
    assertThatThrownBy(() -> new WeeklySpan(Set.of(), one, five))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A window needs at least one day.");
  }
}
