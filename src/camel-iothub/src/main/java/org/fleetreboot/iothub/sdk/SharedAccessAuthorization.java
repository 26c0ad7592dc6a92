package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the key of a shared access policy. A signature is valid for an hour and is renewed at
 * 80 % of that, so that a clock that is some minutes off does no harm.
 */
public final class SharedAccessAuthorization implements Authorization {

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration RENEW_AFTER = Duration.ofMinutes(48);

  private final ConnectionString connection;
  private final InstantSource clock;
  private volatile @Nullable Signature current;

  private record Signature(String header, Instant issuedAt) {}

  /** Signs for the hub of the connection string. */
  public SharedAccessAuthorization(ConnectionString connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  public String header() {
    Instant now = clock.instant();
    Signature signature = current;
    if (signature == null || isDue(signature, now)) {
      signature = new Signature(sign(now.plus(LIFETIME)), now);
      current = signature;
    }
    return signature.header();
  }

  private static boolean isDue(Signature signature, Instant now) {
    // If the clock is set back, the signature would look young for too long.
    return now.isBefore(signature.issuedAt())
        || !now.isBefore(signature.issuedAt().plus(RENEW_AFTER));
  }

  private String sign(Instant expiry) {
    String host = connection.hostName().replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    String resource = URLEncoder.encode(host, UTF_8);
    String toSign = resource + "\n" + expiry.getEpochSecond();
    String signature = Base64.getEncoder().encodeToString(hmac(toSign));
    return "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=%s"
        .formatted(
            resource,
            URLEncoder.encode(signature, UTF_8),
            expiry.getEpochSecond(),
            connection.keyName());
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(connection.key()), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }
}
