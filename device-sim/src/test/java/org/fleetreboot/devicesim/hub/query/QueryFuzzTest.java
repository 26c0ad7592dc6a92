package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.junit.jupiter.api.Test;

/** Whatever is asked, the answer is rows or a 400. */
class QueryFuzzTest {
  private static final int QUERIES = 20_000;
  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "FROM",
          "devices",
          "WHERE",
          "GROUP",
          "BY",
          "TOP",
          "AS",
          "AND",
          "OR",
          "NOT",
          "IN",
          "NIN",
          "COUNT",
          "AVG",
          "MIN",
          "is_defined",
          "startswith",
          "ENDSWITH",
          "tags",
          "properties",
          "reported",
          "deviceId",
          "ring",
          "site",
          "row",
          "temp",
          "true",
          "null",
          "undefined",
          "1",
          "0",
          "-5",
          "0x1F",
          "1e999",
          "99999999999999999999",
          "'a'",
          "\"b\"",
          "'\\u0041'",
          "'",
          "\"",
          "\\",
          "[",
          "]",
          "[[",
          "]]",
          "(",
          ")",
          ",",
          ".",
          "*",
          "+",
          "-",
          "/",
          "%",
          "=",
          "!=",
          "<>",
          "<",
          ">=",
          ";",
          "é",
          "\u0000",
          "\uD83D",
          "\n");
  private static final List<String> VALID =
      List.of(
          "SELECT * FROM devices",
          "SELECT TOP 2 deviceId, tags.site.row AS r FROM devices WHERE tags.ring != 'canary'",
          "SELECT COUNT() AS n, AVG(properties.reported.temp) AS t FROM devices",
          "SELECT tags.ring, MAX(tags.site.row) AS m FROM devices GROUP BY tags.ring",
          "SELECT * FROM devices WHERE (tags.site.row + 1) * 2 % 3 = 1 OR NOT is_defined(tags.x)",
          "SELECT * FROM devices WHERE tags.[[group]].name IN ['a', \"b\", 0x1F, null]",
          "SELECT * FROM devices WHERE STARTSWITH(deviceId, 'p\\u0075mp') AND ENDSWITH(etag, '=')");

  private final QueriedFleet fleet = QueriedFleet.ofThree();
  private final Random random = new Random(20261125);
  private int answered;

  @Test
  void aSoupOfTokensIsAnsweredOrRefused() {
    for (int i = 0; i < QUERIES; i++) {
      StringBuilder query = new StringBuilder(random.nextBoolean() ? VALID.get(0) + " WHERE " : "");
      for (int words = random.nextInt(20); words >= 0; words--) {
        query.append(any(WORDS)).append(random.nextInt(4) == 0 ? "" : " ");
      }
      ask(query.toString(), Optional.empty());
    }
    assertThat(answered).isPositive();
  }

  @Test
  void aDamagedQueryIsAnsweredOrRefused() {
    for (int i = 0; i < QUERIES; i++) {
      StringBuilder query = new StringBuilder(any(VALID));
      for (int damages = random.nextInt(4); damages >= 0 && !query.isEmpty(); damages--) {
        damage(query);
      }
      ask(query.toString(), Optional.empty());
    }
    assertThat(answered).isBetween(QUERIES / 100, QUERIES - QUERIES / 100);
  }

  @Test
  void aDamagedTokenIsAnsweredOrRefused() {
    String query = "SELECT deviceId FROM devices";
    String token = fleet.page(query, 1, Optional.empty()).continuation().orElseThrow();
    for (int i = 0; i < QUERIES; i++) {
      StringBuilder damaged = new StringBuilder(token);
      damage(damaged);
      ask(query, Optional.of(damaged.toString()));
    }
  }

  private void ask(String query, Optional<String> token) {
    try {
      assertThat(fleet.page(query, 2, token).items().size()).isLessThanOrEqualTo(2);
      answered++;
    } catch (HubRefusal refusal) {
      assertThat(refusal.error()).as(query).isEqualTo(HubError.ARGUMENT_INVALID);
      assertThat(refusal.text()).as(query).isNotBlank();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("Neither rows nor a refusal for: " + query, e);
    }
  }

  private void damage(StringBuilder text) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, any(WORDS));
      case 2 -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
      default -> text.append(text.substring(at));
    }
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
