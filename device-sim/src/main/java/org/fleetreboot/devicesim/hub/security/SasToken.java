package org.fleetreboot.devicesim.hub.security;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A shared access signature as it came over the wire. The signature covers the raw {@code sr} text,
 * so that text is kept as it was.
 */
public final class SasToken {
  private static final String PREFIX = "SharedAccessSignature ";

  private final String rawResource;
  private final byte[] signature;
  private final String rawExpiry;
  private final Instant expiry;
  private final Optional<String> policyName;

  private SasToken(Map<String, String> fields) {
    rawResource = field(fields, "sr");
    signature = Base64.getDecoder().decode(decoded(field(fields, "sig")));
    rawExpiry = field(fields, "se");
    expiry = Instant.ofEpochSecond(Long.parseLong(rawExpiry));
    policyName = Optional.ofNullable(fields.get("skn")).map(SasToken::decoded);
  }

  /** Reads a token; empty when the text is none. */
  public static Optional<SasToken> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.substring(PREFIX.length()).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    try {
      return Optional.of(new SasToken(fields));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The resource the token is for, decoded. */
  public String resource() {
    return decoded(rawResource);
  }

  public Instant expiry() {
    return expiry;
  }

  /** The policy whose key signed; empty when a device's own key did. */
  public Optional<String> policyName() {
    return policyName;
  }

  public boolean isSignedBy(SharedAccessKey key) {
    return MessageDigest.isEqual(key.sign(rawResource + "\n" + rawExpiry), signature);
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
