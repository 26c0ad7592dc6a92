package org.fleetreboot.app.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "GMT", "Z", "GMT+1", "GMT-05:30", "Etc/GMT+3", "CET", "US/Eastern"})
  void unambiguousZonesAreAccepted(String zone) {
    assertThat(ZoneText.mistake(zone)).isNull();
  }

  @Test
  void everyPlaceIsAccepted() {
    assertThat(ZoneId.getAvailableZoneIds()).allMatch(zone -> ZoneText.mistake(zone) == null);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Pariss,Europe/Paris",
    "Europe/paris,Europe/Paris",
    "Europe Paris,Europe/Paris",
    "Paris,Europe/Paris",
    "new york,America/New_York",
    "Amerika/Chicago,America/Chicago",
    "Asia/Calcuta,Asia/Calcutta"
  })
  void aSlipOfThePenIsToldWithTheNearest(String zone, String meant) {
    assertThat(ZoneText.mistake(zone))
        .isEqualTo(
            "unknown time zone '"
                + zone
                + "', which would silently mean GMT. Did you mean "
                + meant
                + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC+1,'Etc/GMT-1 for UTC+1, or a place, like Europe/Paris'",
    "GMT 1,'Etc/GMT-1 for UTC+1, or a place, like Europe/Paris'",
    "+02:00,'Etc/GMT-2 for UTC+2, or a place, like Europe/Paris'",
    "UTC+05:30,'a place, like Asia/Kolkata'",
    "UTC-03:30,GMT-03:30"
  })
  void anOffsetThatIsTakenForGmtIsToldAsOneThatIsNot(String zone, String meant) {
    assertThat(ZoneText.mistake(zone))
        .isEqualTo("'" + zone + "' would silently mean GMT; write " + meant);
  }

  /** BST is Bangladesh to the JDK. */
  @ParameterizedTest
  @ValueSource(strings = {"BST", "PST", "IST", "somewhere far away", ""})
  void anUnknownOrAmbiguousZoneIsRefusedAndAPlaceSuggested(String zone) {
    assertThat(ZoneText.mistake(zone)).endsWith("Use a place, like Europe/Paris, or UTC");
  }
}
