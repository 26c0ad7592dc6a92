package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the payload, a legible status is found. */
class AnswerBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"status":200,"payload":null}                             | 200
          { "payload" : {"status":500} , "status" : 202 }           | 202
          {"status":0,"payload":null}                               | 0
          {"status":-1}                                             | -1
          {"status":2147483647}                                     | 2147483647
          {"status":-2147483648}                                    | -2147483648
          {"status":409.0,"payload":null}                           | 409
          {"status":"409","payload":null}                           | 409
          # no strict JSON
          {"status":409,"payload":NaN}                              | 409
          {"status":409,"payload":{"reason":"busy"                  | 409
          {"status":409,"payload":{'reason':busy,}}                 | 409
          {"payload":{"a":NaN,'b':[1,2,],},"status":409}            | 409
          {"status":409,"payload":{"a":1,"a":2}}                    | 409
          # the hub writes the first, the device what comes later
          {"status":409,"payload":1,"status":200}                   | 409
          {"payload":"\\"status\\":1","status":409}                 | 409
          {"payload":["status",{"status":1}],"status":409}          | 409
          """)
  void theStatusIsTheFirstOfTheOutermostObject(String body, int status) {
    assertThat(read(body).status()).isEqualTo(status);
  }

  @Test
  void aControlCharacterHidesNothing() {
    MethodAnswer answer = read("{\"status\":409,\"payload\":{\"reason\":\"busy\"}\u0000}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.payload())
        .isEqualTo("{\"status\":409,\"payload\":{\"reason\":\"busy\"}\u0000}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "OK",
        "null",
        "200",
        "{\"payload\":{\"status\":200}}",
        // cut off within a number: more digits may have followed
        "{\"status\":40",
        "{\"status\":",
        "{\"status\"",
        "{\"status\":null}",
        "{\"status\":true}",
        "{\"status\":3000000000}",
        "{\"status\":200.5}",
        "{\"status\":1e999999999}",
        "{\"status\":{\"status\":200}}"
      })
  void withoutALegibleStatusNobodyKnowsWhatTheDeviceAnswered(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The answer of the method has no status.");
  }

  @Test
  void aPayloadBecomesJavaValues() {
    assertThat(read("{\"status\":200,\"payload\":{\"a\":[1,\"b\",null]}}").payload())
        .isEqualTo(Map.of("a", Arrays.asList(1L, "b", null)));
    assertThat(read("{\"status\":200,\"payload\":[]}").payload()).isEqualTo(List.of());
    assertThat(read("{\"status\":200}").payload()).isNull();
  }

  private static MethodAnswer read(String body) {
    return AnswerBody.read(body.getBytes(UTF_8));
  }
}
