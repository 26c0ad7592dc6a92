package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, their tokens, and TOP. */
class PagingTest {
  private static final String ALL = "SELECT * FROM devices";

  private final QueriedFleet fleet = new QueriedFleet();

  PagingTest() {
    for (int i = 1; i <= 5; i++) {
      fleet.device("d" + i, "{'odd':" + (i % 2 == 1) + ",'n':" + i + "}", "{}");
    }
  }

  @Proves("Queries")
  @Proves("SELECT")
  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT deviceId FROM devices                         | 2 | 2 2 1",
        "SELECT deviceId FROM devices                         | 5 | 5",
        "SELECT deviceId FROM devices                         | 6 | 5",
        "SELECT deviceId FROM devices                         | 1 | 1 1 1 1 1",
        "SELECT deviceId FROM devices WHERE tags.odd          | 2 | 2 1",
        "SELECT deviceId FROM devices WHERE false             | 2 | 0",
        "SELECT deviceId FROM devices WHERE tags.n < 3        | 2 | 2",
        "SELECT TOP 3 deviceId FROM devices                   | 2 | 2 1",
        "SELECT TOP 2 deviceId FROM devices                   | 2 | 2",
        "SELECT TOP 9 deviceId FROM devices                   | 2 | 2 2 1",
        "SELECT tags.n, COUNT() AS c FROM devices GROUP BY tags.n       | 2 | 2 2 1",
        "SELECT TOP 3 tags.n, COUNT() AS c FROM devices GROUP BY tags.n | 2 | 2 1",
        "SELECT TOP 1 COUNT() AS c FROM devices               | 1 | 1",
      })
  void thePagesHaveTheseSizes(String query, int size, String sizes) {
    List<QueryPage> pages = pages(query, size);
    assertThat(pages.stream().map(page -> Integer.toString(page.items().size())).toList())
        .isEqualTo(List.of(sizes.split(" ")));
    QueryPage whole = fleet.page(query, 1000, Optional.empty());
    List<String> rows = new ArrayList<>();
    pages.forEach(page -> page.items().forEach(row -> rows.add(Json.text(row))));
    List<String> expected = new ArrayList<>();
    whole.items().forEach(row -> expected.add(Json.text(row)));
    assertThat(rows).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT TOP 0 * FROM devices       | TOP must be followed by an integer of 1 or more",
        "SELECT TOP -1 * FROM devices      | not '-' at position 12",
        "SELECT TOP 1.5 * FROM devices     | not '1.5' at position 12",
        "SELECT TOP * FROM devices         | not '*' at position 12",
        "SELECT TOP 9999999999 * FROM devices | not '9999999999'",
      })
  void topIsAPositiveInteger(String query, String message) {
    assertThat(fleet.refusal(query)).contains(message);
  }

  @Test
  void aPageGoesOnBehindTheLastDeviceThoughThatOneIsGone() {
    QueryPage first = fleet.page(ALL, 2, Optional.empty());
    fleet.remove("d1");
    fleet.remove("d2");
    assertThat(QueriedFleet.ids(fleet.page(ALL, 2, first.continuation()))).isEqualTo("d3 d4");
  }

  @Proves("Queries")
  @Test
  void aPageHasNoMoreThan1000Rows() {
    for (int i = 0; i < 1000; i++) {
      fleet.device("e" + i, "{}", "{}");
    }
    QueryPage page = fleet.page(ALL, 5000, Optional.empty());
    assertThat(page.items()).hasSize(1000);
    assertThat(fleet.page(ALL, 5000, page.continuation()).items()).hasSize(5);
  }

  @Test
  void aTokenOfAnotherQueryIsRefused() {
    Optional<String> token = fleet.page(ALL, 1, Optional.empty()).continuation();
    assertThat(token).isPresent();
    assertRefused("SELECT deviceId FROM devices", token.orElseThrow());
    // These two have the same String.hashCode.
    assertRefused("SELECT * FROM devices WHERE tags.a = 'BB'", tokenOf("'Aa'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "x", "AAAA", "MTIz"})
  void whatIsNoTokenIsRefused(String token) {
    assertRefused(ALL, token);
  }

  @Test
  void aTokenThatWasChangedOrIsEndlessIsRefused() {
    String token = fleet.page(ALL, 1, Optional.empty()).continuation().orElseThrow();
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    bytes[0] ^= 1;
    assertRefused(ALL, Base64.getUrlEncoder().encodeToString(bytes));
    assertRefused(ALL, token.substring(0, 20));
    byte[] endless = (token + "A".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertRefused(ALL, new String(endless, StandardCharsets.UTF_8));
  }

  private String tokenOf(String ring) {
    fleet.device("f1", "{'a':'Aa'}", "{}").device("f2", "{'a':'Aa'}", "{}");
    return fleet
        .page("SELECT * FROM devices WHERE tags.a = " + ring, 1, Optional.empty())
        .continuation()
        .orElseThrow();
  }

  private void assertRefused(String query, String token) {
    assertThatThrownBy(() -> fleet.page(query, 1, Optional.of(token)))
        .isInstanceOf(HubRefusal.class)
        .hasMessageContaining("x-ms-continuation is not a token of this query");
  }

  private List<QueryPage> pages(String query, int size) {
    List<QueryPage> pages = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      QueryPage page = fleet.page(query, size, next);
      pages.add(page);
      next = page.continuation();
    } while (next.isPresent());
    return pages;
  }
}
