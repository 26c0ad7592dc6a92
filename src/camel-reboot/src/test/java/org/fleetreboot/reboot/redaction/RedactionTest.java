package org.fleetreboot.reboot.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.util.SensitiveUtils;
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
          http://h/a?password=RAW(a&b)c) failed                      | http://h/a?password=... failed
          'http://h/a?password=RAW(a b<c)&x=1': no answer (timeout)  | 'http://h/a?password=...&x=...': no answer (timeout)
          password=RAW{a)&b}                                         | password=...
          {"uri": "http://h/a?password=RAW(a)b", "x": 1}             | {"uri": "http://h/a?password=...", "x": 1}
          http://h/a?sig=a'bcd failed                                | http://h/a?sig=... failed
          'http://h/a?sig=a'bcd' failed.                             | 'http://h/a?sig=...' failed.
          http://user:p@ss@host/a                                    | http://...@host/a
          http://user:pa/ss@host/a                                   | http://...@host/a
          http://user:pa?s#s@host/a                                  | http://...@host/a
          http://user:12/34@host/a                                   | http://...@host/a
          http://us'er:pa"ss@host/a                                  | http://...@host/a
          https://gh_token@host/a                                    | https://...@host/a
          smtp:user:p@ss@host                                        | smtp:...@host
          {"password": "hun\\"ter2", "x": 1}                         | {"password": ..., "x": 1}
          "{\\"password\\": \\"a b\\", \\"x\\": 1}"                    | "{\\"password\\": ..., \\"x\\": 1}"
          {"credentials": {"pin": [1, 2]}, "x": 1}                   | {"credentials": ..., "x": 1}
          {"token":123,"x":1}                                        | {"token":...,"x":1}
          password='a "b' and on                                     | password=... and on
          password=my secret                                         | password=...
          password=my secret host=h                                  | password=... host=h
          (password=abc) is wrong                                    | (password=...) is wrong
          http:api.example.com/x?key=abc then                        | http:api.example.com/x?key=... then
          https:api.example.com/x?code=abc                           | https:api.example.com/x?code=...
          reboot:group/all?check=http:api.example.com/x?key=abc      | reboot:group/all?check=http:api.example.com/x?key=...
          failed:http://u:p@h/x?y=1                                  | failed:http://...@h/x?y=...
          jdbc:sqlserver://h;user=a;password=b                       | jdbc:sqlserver://h;user=...;password=...
          -Dhub.account-key=abc --pwd=d _passwd=e                    | -Dhub.account-key=... --pwd=... _passwd=...
          map["api_key"] = "f" failed                                | map["api_key"] = ... failed
          """)
  void whatIsSecretIsDots(String text, String shown) {
    assertThat(Redaction.of(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The hub 127.0.0.1 does not accept the key of the policy 'service': check the key.",
        "reboot://group/all?maxFaild=3: unknown option 'maxFaild'. Did you mean maxFailed?",
        "file:///srv/drop?delay=1s",
        "See https://example.com/docs for more, and ask?",
        "deviceId = 'a=b' AND tags.token = 'x'",
        "https://example.com:8443/me and https://example.com/@me/x",
        "{\"deviceId\":\"pump:7@site\",\"at\":\"2026-11-30T01:02:03Z\"}",
        "The password: ask for it, or for the token, at 12:30?",
        "mailto:ann@example.com",
      })
  void otherTextStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accountKey",
        "privateKey",
        "authKey",
        "publishKey",
        "subscribeKey",
        "consumerKey",
        "passcode",
        "verificationCode",
        "api_key",
        "pwd",
        "passwd",
        "keystorePassword",
        "my.sharedAccessKey"
      })
  void optionsCalledLikeSecretsAreDots(String name) {
    assertThat(Redaction.of("reboot:x?%s=abc&y=1".formatted(name)))
        .isEqualTo("reboot:x?%s=...&y=1".formatted(name));
  }

  @Test
  void whatCamelTakesForSecretIsSecret() {
    assertThat(SensitiveUtils.getSensitiveKeys())
        .allSatisfy(name -> assertThat(Redaction.of(name + "=abc")).isEqualTo(name + "=..."));
  }

  /** Each took a minute and more when the text was looked through anew from each of its parts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a://",
        "a:b",
        "a:b:",
        "http://h/x/",
        "http://h/x?",
        "http://u:p@h/",
        "'http://h",
        "\"http://h",
        "\\\"a:",
        "seda:x:",
        "password=\"",
        "password='a' ",
        "secret=RAW(",
        "secret=RAW(a)&",
        "secret=a))",
        "secret=)a",
        "token={",
        "token,secret;",
        "x?a=RAW(b)&",
        "secret",
        "Bearer "
      })
  void aLongTextCostsNoTime(String part) {
    String text = part.repeat(300_000 / part.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(Redaction.of(text)).isNotNull());
  }
}
