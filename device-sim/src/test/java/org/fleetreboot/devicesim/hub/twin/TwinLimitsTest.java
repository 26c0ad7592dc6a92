package org.fleetreboot.devicesim.hub.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes as the documentation counts them. */
class TwinLimitsTest {
  private static final int KB = 1024;
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest(name = "{0} has {1} bytes")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                          | 0",
        "{\"ab\":\"cde\"}            | 5",
        "{\"a\":1}                   | 9",
        "{\"a\":1.123456789012345}   | 9",
        "{\"a\":true,\"b\":false}    | 10",
        "{\"a\":null}                | 1",
        "{\"a\":{\"bc\":{\"d\":1}}}  | 12",
        "{\"a\":[\"bc\",1,true,[2]]} | 23",
        "{\"\u00e9\":\"\u20ac\"}     | 5",
        "{\"a\":\"\\u0001\\u0085b\"} | 2",
      })
  void keysAndValuesCountAndNothingElse(String json, int bytes) {
    assertThat(TwinSize.of(Json.parseObject(json))).isEqualTo(bytes);
  }

  @Test
  void sevenHundredBooleansAreFarFromTheLimitOfTags() {
    ObjectNode tags = Json.object();
    for (int i = 0; i < 700; i++) {
      tags.put("flag" + (100 + i), true);
    }
    assertThat(TagMerge.merged(Json.object(), tags)).hasSize(700);
    assertThat(newborn().withService(tags, newborn().desired()).tags()).isEqualTo(tags);
  }

  @Test
  void tagsMayHaveEightKilobytesAndNotOneMore() {
    Twin twin = newborn();
    assertThat(twin.withService(filled(8 * KB), twin.desired()).tags()).hasSize(2);
    refused(() -> twin.withService(filled(8 * KB + 1), twin.desired()), "tags of 8193 bytes");
  }

  @Test
  void propertiesMayHave32KilobytesAndNotOneMore() {
    TwinSection full = section(Json.object()).report(filled(32 * KB), NOW);
    assertThat(TwinSize.of(full.values())).isEqualTo(32 * KB);
    refused(() -> full.report(Json.object().put("z", true), NOW), "properties of 32773");
  }

  @Test
  void whatIsOverTheLimitMayChangeAndShrinkButNotGrow() {
    TwinSection over = section(filled(40 * KB));
    ObjectNode same = Json.object().put("k0", "y".repeat(4 * KB - 2));
    TwinSection changed = over.report(same, NOW);
    assertThat(TwinSize.of(changed.values())).isEqualTo(40 * KB);
    assertThat(over.report(Json.object().putNull("k0"), NOW).values()).hasSize(9);
    refused(() -> over.report(Json.object().put("z", 1), NOW), "over the limit");
  }

  @Test
  void aTextMayHaveFourKilobytesAndNotOneMore() {
    TwinSection empty = section(Json.object());
    assertThat(empty.report(Json.object().put("a", "x".repeat(4 * KB)), NOW).values()).hasSize(1);
    refused(
        () -> empty.report(Json.object().put("a", "x".repeat(4 * KB + 1)), NOW),
        "longer than 4096 bytes");
  }

  @Test
  void aNameMayHaveOneKilobyteAndNotOneMore() {
    TwinSection empty = section(Json.object());
    assertThat(empty.report(Json.object().put("x".repeat(KB), 1), NOW).values()).hasSize(1);
    refused(() -> empty.report(Json.object().put("x".repeat(KB + 1), 1), NOW), "A name in");
  }

  private static void refused(ThrowingCallable write, String message) {
    assertThatThrownBy(write).isInstanceOf(HubRefusal.class).hasMessageContaining(message);
  }

  private static Twin newborn() {
    return Twin.initial(NOW);
  }

  private static TwinSection section(ObjectNode values) {
    return new TwinSection(values, Json.object(), 1);
  }

  /** An object of this size, made of strings of 4 KB minus their names. */
  private static ObjectNode filled(int bytes) {
    ObjectNode object = Json.object();
    int left = bytes;
    for (int i = 0; left > 0; i++) {
      String name = "k" + i;
      int next = Math.min(left, 4 * KB);
      // A rest that is too small for a name of its own goes to the text before it.
      if (left - next < 3) {
        next = left;
      }
      object.put(name, "x".repeat(next - name.length()));
      left -= next;
    }
    return object;
  }
}
