package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fleetreboot.iothub.SettableClock;
import org.junit.jupiter.api.Test;

class SharedAccessAuthorizationTest {

  private static final byte[] KEY = "secret-secret".getBytes(UTF_8);
  private static final Pattern SIGNATURE =
      Pattern.compile("SharedAccessSignature sr=([^&]+)&sig=([^&]+)&se=(\\d+)&skn=service");

  private final SettableClock clock = new SettableClock();
  private final SharedAccessAuthorization authorization =
      new SharedAccessAuthorization(
          new ConnectionString(
              "MyHub.azure-devices.net:8443", "service", Base64.getEncoder().encodeToString(KEY)),
          clock);

  @Test
  void signsTheHostInLowerCaseWithoutPortForAnHour() throws Exception {
    Matcher parts = SIGNATURE.matcher(authorization.header());

    assertThat(parts.matches()).isTrue();
    assertThat(parts.group(1)).isEqualTo("myhub.azure-devices.net");
    assertThat(URLDecoder.decode(parts.group(2), UTF_8))
        .isEqualTo(hmac("myhub.azure-devices.net\n" + parts.group(3)));
    assertThat(expiry()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void renewsAtFourFifthsOfTheHour() {
    String first = authorization.header();

    clock.advance(Duration.ofMinutes(48).minusNanos(1));
    assertThat(authorization.header()).isEqualTo(first);

    clock.advance(Duration.ofNanos(1));
    assertThat(authorization.header()).isNotEqualTo(first);
    assertThat(expiry()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void renewsWhenTheClockWasSetBack() {
    authorization.header();

    clock.advance(Duration.ofHours(-5));

    assertThat(expiry()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  private Instant expiry() {
    Matcher parts = SIGNATURE.matcher(authorization.header());
    assertThat(parts.matches()).isTrue();
    return Instant.ofEpochSecond(Long.parseLong(parts.group(3)));
  }

  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }
}
