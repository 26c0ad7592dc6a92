package org.fleetreboot.devicesim.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultNotationTest {
  @Test
  void anEntryNarrowsItsScope() {
    FaultNotation.Order order =
        FaultNotation.parse(
            Map.of(
                "fault",
                "server-busy",
                "on",
                "method, query",
                "device",
                "pump-7",
                "module",
                "m1",
                "skip",
                "2",
                "times",
                "3",
                "rate",
                "0.25"));
    assertThat(order.fault()).isEqualTo(HubFault.serverBusy());
    assertThat(order.scope())
        .isEqualTo(
            FaultScope.on(HubOperation.METHOD, HubOperation.QUERY)
                .client(new ClientId("pump-7", "m1"))
                .afterSkipping(2)
                .times(3)
                .rate(0.25));
  }

  @Test
  void timesAreSinceNowOrInstants() {
    assertThat(scope(Map.of("fault", "server-busy", "after", "30s", "until", "2m")).window())
        .isEqualTo(new FaultWindow.SinceArmed(Duration.ofSeconds(30), Duration.ofMinutes(2)));
    assertThat(scope(Map.of("fault", "server-busy", "from", "2026-11-25T20:00:00Z")).window())
        .isEqualTo(new FaultWindow.Between(Instant.parse("2026-11-25T20:00:00Z"), Instant.MAX));
  }

  @ParameterizedTest
  @CsvSource({
    "late 250ms, AnswersLate[delay=PT0.25S]",
    "push-late 2m, PushesLate[delay=PT2M]",
    "slow-tls 3s, AcceptsSlowly[delay=PT3S]",
    "connection-refused 3, RefusesConnection[code=3]",
    "refused 404012, AnswersCode[code=404012]",
    "twin-refused 429, RefusesTwin[status=429]",
    "push-lost, LosesPush[]",
  })
  void someFaultsHaveAValue(String text, String fault) {
    assertThat(FaultNotation.parse(Map.of("fault", text)).fault()).hasToString(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault=sever-busy|fault|unknown fault 'sever-busy'; use one of",
        "on=method|fault|'fault' is missing",
        "fault=late|fault|unknown fault 'late'",
        "fault=late soon|fault|invalid duration 'soon'; use 250ms, 30s, 5m or 2h",
        "fault=connection-refused 6|fault|A return code of CONNACK is 1 to 5, not 6",
        "fault=connection-refused x|fault|expected a number",
        "fault=refused 404|fault|An error code is from 400000 to 599999, such as 404012, not 404",
        "fault=server-busy;on=metod|on|unknown operation 'metod'; use one of: method,",
        "fault=server-busy;rate=2|rate|A rate must be from 0 to 1, not 2.0",
        "fault=server-busy;nth=0|nth|must be 1 or more, not 0",
        "fault=server-busy;nth=1;times=2|nth|'nth' cannot be combined",
        "fault=server-busy;module=m|module|a module needs the 'device'",
        "fault=server-busy;after=1s;to=2026-11-25T20:00:00Z|to|use one pair",
        "fault=server-busy;after=2s;until=1s|until|ends later",
        "fault=server-busy;from=today|from|expected an instant",
        "fault=server-busy;deivce=x|deivce|unknown key 'deivce'; use one of: after, device",
        "fault=push-lost;on=query|fault|can strike desired-push, method-push, not query",
      })
  void aMistakeIsToldWithItsKey(String text, String key, String message) {
    Map<String, String> entry = new LinkedHashMap<>();
    for (String pair : List.of(text.split(";", -1))) {
      int equals = pair.indexOf('=');
      entry.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    FaultNotation.Malformed e =
        catchThrowableOfType(FaultNotation.Malformed.class, () -> FaultNotation.parse(entry));
    assertThat(e).hasMessageContaining(message);
    assertThat(e.key()).isEqualTo(key);
  }

  private static FaultScope scope(Map<String, String> entry) {
    return FaultNotation.parse(entry).scope();
  }
}
