package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language does not have is refused with its name and its position. */
class RefusedQueriesTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "UPDATE devices                                | expected SELECT, found 'UPDATE' at"
            + " position 1",
        "SELECT                                        | expected a property, found the end at"
            + " position 7",
        "SELECT *                                      | expected FROM, found the end",
        "SELECT *, tags.a FROM devices                 | expected FROM, found ',' at position 9",
        "SELECT 1 FROM devices                         | expected a property, found '1'",
        "SELECT * FROM devices WHERE tags.a = 1e9999   | The exponent of the number at position 38"
            + " has more than 3 digits",
        "SELECT tags.a + 1 AS b FROM devices           | expected FROM, found '+' at position 15",
        "SELECT DISTINCT tags.a FROM devices           | DISTINCT at position 8 is not supported",
        "SELECT tags.a AS 'b' FROM devices             | expected a name, found 'b'",
        "SELECT ring FROM devices                      | FROM devices has no 'ring' at position 8",
        "SELECT * FROM                                 | expected the name of a collection",
        "SELECT * FROM devices.modules                 | FROM devices.modules at position 15 is not"
            + " supported",
        "SELECT * FROM devices.logs                    | FROM devices.logs at position 15 is not"
            + " supported",
        "SELECT * FROM enrollments                     | FROM enrollments at position 15 is not"
            + " supported",
        "SELECT * FROM devices d                       | expected the end, found 'd' at position"
            + " 23",
        "SELECT * FROM devices AS d                    | expected the end, found 'AS'",
        "SELECT * FROM devices JOIN x                  | JOIN at position 23 is not supported",
        "SELECT * FROM devices ORDER BY deviceId       | ORDER at position 23 is not supported",
        "SELECT * FROM devices OFFSET 5                | OFFSET at position 23 is not supported",
      })
  void aroundTheCondition(String query, String message) {
    assertThat(fleet.refusal(query)).contains(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                               | expected a value, found the end",
        "tags.a = 'b                    | string at position 38 has no closing quote '",
        "tags.a = 'it''s'               | expected the end, found 's' at position 42",
        "tags.a = 'a\\n'                | escape at position 40 is not",
        "tags.a = 'a\\u12g4'            | escape at position 40 is not",
        "tags.a = '\\u12                | escape at position 39 is not",
        "tags.a = '\\                   | escape at position 39 is not",
        "tags. = 1                      | is written [[like-this]]), found '='",
        "tags.1a = 1                    | is written [[like-this]]), found '1'",
        "tags.'a' = 1                   | is written [[like-this]]), found 'a'",
        "tags[0] = 1                    | [ ] after a path at position 33 is not supported",
        "tags['a'] = 1                  | [ ] after a path at position 33 is not supported",
        "tags.[[a = 1                   | [[ at position 34 is not followed by a name",
        "tags.[[]] = 1                  | [[ at position 34 is not followed by a name",
        "tags.group.name = 'x'          | 'group' at position 34 is a keyword",
        "(tags.a = 1                    | expected ')', found the end",
        "tags.a = 1)                    | expected the end, found ')'",
        "tags.a = 1 tags.b = 2          | expected the end, found 'tags'",
        "tags.a = 1 AND                 | expected a value, found the end",
        "tags.a = = 1                   | expected a value, found '='",
        "tags.a == 1                    | expected a value, found '='",
        "tags.a = 1 = 1                 | expected the end, found '='",
        "ring = 'x'                     | FROM devices has no 'ring' at position 29",
        "devices = 'x'                  | FROM devices has no 'devices'",
        "devices.modules.tags.a = 'x'   | FROM devices has no 'modules'",
        "tags.a IN ('b')                | expected '[', found '('",
        "tags.a IN tags.b               | expected '[', found 'tags'",
        "tags.a IN ['b'                 | expected ']', found the end",
        "tags.a IN ['b',]               | expected a constant, found ']'",
        "tags.a IN [tags.b]             | expected a constant, found 'tags'",
        "tags.a IN [['b']]              | An array in an array at position 40",
        "tags.a NOT IN ['b']            | expected the end, found 'NOT'",
        "tags.a = ['b']                 | An array, except after IN and NIN, at position 38",
        "-tags.a = 1                    | The sign - in front of anything but a number",
        "- -1 = 1                       | The sign - in front of anything but a number",
        "0x = 1                         | expected the end, found 'x'",
        "0xFG = 1                       | expected the end, found 'G'",
        "1.2.3 = 1                      | expected the end, found '.'",
        "tags.a LIKE 'b%'               | LIKE at position 36 is not supported",
        "tags.a BETWEEN 1 AND 2         | BETWEEN at position 36 is not supported",
        "tags.a IS NULL                 | IS at position 36 is not supported",
        "tags.a = 1 ; DROP              | unexpected character at position 40",
        "tags.a = {}                    | unexpected character at position 38",
        "tags.a && tags.b               | unexpected character at position 36",
        "STARTS_WITH(tags.a, 'b')       | The function STARTS_WITH(), other than IS_DEFINED",
        "contains(tags.a, 'b')          | The function contains(), other than",
        "is_string(tags.a)              | The function is_string(), other than",
        "lower(tags.a) = 'b'            | The function lower(), other than",
        "abs(tags.a) = 1                | ENDSWITH, at position 29 is not supported",
        "count() > 1                    | The function count(), other than",
        "is_defined('tags.a')           | expected a property, found 'tags.a'",
        "is_defined(tags.a = 1)         | expected ')', found '='",
        "is_defined(tags.a, tags.b)     | expected ')', found ','",
        "startswith(tags.a)             | expected ',', found ')'",
        "startswith(tags.a, 'b', 'c')   | expected ')', found ','",
      })
  void inTheCondition(String condition, String message) {
    String where = condition == null ? "" : condition;
    assertThat(fleet.refusal("SELECT * FROM devices WHERE " + where)).contains(message);
  }

  @Proves("Limits")
  @Test
  void anEndlessNestIsRefusedWithThePlaceWhereItIsTooDeep() {
    String select = "SELECT * FROM devices WHERE ";
    assertThat(fleet.refusal(select + "(".repeat(8000)))
        .contains("nested deeper than 64 levels at position 93");
    assertThat(fleet.refusal(select + "NOT ".repeat(2000))).contains("nested deeper than 64");
    assertThat(fleet.refusal(select + "startswith(".repeat(700))).contains("nested deeper than");
    assertThat(fleet.where("(".repeat(64) + "true" + ")".repeat(64)))
        .isEqualTo("pump-1 pump-2 valve-1");
  }

  @Proves("Limits")
  @Test
  void aQueryOfMoreThan8192CharactersIsRefused() {
    String select = "SELECT * FROM devices WHERE ";
    assertThat(fleet.refusal(select + "1=1 AND ".repeat(60_000) + "1=1"))
        .contains("480031 characters; at most 8192");
    assertThat(fleet.where("tags.site.row=" + "0".repeat(8192 - select.length() - 15) + "1"))
        .isEqualTo("pump-1");
  }

  @Test
  void theLongestChainsOfOperatorsAreAnswered() {
    assertThat(fleet.where("1=1 AND ".repeat(1000) + "tags.site.row = 1")).isEqualTo("pump-1");
    assertThat(fleet.where("1=2 OR ".repeat(1100) + "tags.site.row = 1")).isEqualTo("pump-1");
    assertThat(fleet.where("1+".repeat(4000) + "tags.site.row = 4001")).isEqualTo("pump-1");
    assertThat(fleet.where("tags.site.row IN [" + "8,".repeat(4000) + "1]")).isEqualTo("pump-1");
    assertThat(fleet.where("tags" + ".a".repeat(4000) + " = 1")).isEmpty();
  }
}
