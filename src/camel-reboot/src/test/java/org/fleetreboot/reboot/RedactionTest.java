package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST https://me:pw@example.com/a?sig=x%2By&team=ops failed | POST https://...@example.com/a?sig=...&team=... failed
          http://example.com/a?opaque failed                         | http://example.com/a?... failed
          tcp://broker:61616?user=a&password=b                       | tcp://broker:61616?user=...&password=...
          reboot-events://a?secret=whsec_MfKQ==&rate=5               | reboot-events://a?secret=...&rate=5
          webhook.secret=whsec_abc, then                             | webhook.secret=..., then
          {"clientSecret": "a b", "x": 1}                            | {"clientSecret": ..., "x": 1}
          HostName=h;SharedAccessKeyName=service;SharedAccessKey=QUJD | HostName=h;SharedAccessKeyName=service;SharedAccessKey=...
          Authorization: Bearer eyJhbGciOi.x.y                       | Authorization: Bearer ...
          SharedAccessSignature sr=hub&sig=abc&se=1                  | SharedAccessSignature ...
          """)
  void whatIsSecretIsDots(String text, String shown) {
    assertThat(Redaction.of(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The hub 127.0.0.1 does not accept the key of the policy 'service': check the key.",
        "reboot://group/all?maxFaild=3: there is no option 'maxFaild'; correct its name.",
        "file:///srv/drop?delay=1s",
        "See https://example.com/docs for more, and ask?",
        "deviceId = 'a=b' AND tags.token = 'x'",
      })
  void otherTextStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void aLongTextCostsNoTime() {
    String text = "a.b-c://?=&secret".repeat(20_000) + "secret".repeat(50_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertThat(Redaction.of(text)).isNotEmpty());
  }
}
