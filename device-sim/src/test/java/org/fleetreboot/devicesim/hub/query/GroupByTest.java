package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GROUP BY one or several attributes. */
class GroupByTest {
  private final QueriedFleet fleet =
      new QueriedFleet()
          .device("a", "{'ring':'x','floor':1,'n':1}", "{}")
          .device("b", "{'ring':'x','floor':2,'n':2}", "{}")
          .device("c", "{'ring':'y','floor':1.0,'n':4}", "{}")
          .device("d", "{'n':8}", "{}");

  @Proves("GROUP BY")
  @ParameterizedTest(name = "{0} BY {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tags.ring AS ring, COUNT() AS n | tags.ring"
            + " | [{'ring':'x','n':2},{'ring':'y','n':1},{'n':1}]",
        "COUNT() AS n, tags.ring | devices.tags.ring"
            + " | [{'n':2,'ring':'x'},{'n':1,'ring':'y'},{'n':1}]",
        "SUM(tags.n) AS sum      | tags.floor      | [{'sum':5},{'sum':2},{'sum':8}]",
        "tags.ring, tags.floor, MAX(tags.n) AS n | tags.ring, tags.floor"
            + " | [{'ring':'x','floor':1,'n':1},{'ring':'x','floor':2,'n':2},"
            + "{'ring':'y','floor':1.0,'n':4},{'n':8}]",
        "tags.ring               | tags.ring       | [{'ring':'x'},{'ring':'y'},{}]",
        "COUNT() AS n            | status          | [{'n':4}]",
      })
  void eachGroupMakesARow(String select, String by, String rows) {
    assertThat(fleet.rows("SELECT " + select + " FROM devices GROUP BY " + by)).isEqualTo(rows);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM devices GROUP BY tags.ring         | SELECT * with GROUP BY at position 8",
        "SELECT etag FROM devices GROUP BY tags.ring      | 'etag' at position 8 is neither",
        "SELECT COUNT() AS n FROM devices GROUP tags.ring | expected BY, found 'tags'",
        "SELECT COUNT() AS n FROM devices GROUP BY        | expected a property, found the end",
        "SELECT COUNT() AS n FROM devices GROUP BY tags.a WHERE true | expected the end",
        "SELECT COUNT() AS n FROM devices GROUP BY tags.a HAVING true | HAVING at position 50",
      })
  void theseAreRefused(String query, String message) {
    assertThat(fleet.refusal(query)).contains(message);
  }
}
