package org.fleetreboot.devicesim.hub.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric key. Immutable; only {@link #base64()} reveals it. */
public final class SharedAccessKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private SharedAccessKey(byte[] key) {
    this.key = key;
  }

  /** A new key of 32 bytes, like those that IoT Hub generates. */
  public static SharedAccessKey random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SharedAccessKey(bytes);
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when the text is not base64 or is empty
   */
  public static SharedAccessKey of(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("A shared access key must not be empty.");
    }
    return new SharedAccessKey(bytes);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** HMAC-SHA256 over the UTF-8 text. */
  byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "SharedAccessKey[hidden]";
  }
}
