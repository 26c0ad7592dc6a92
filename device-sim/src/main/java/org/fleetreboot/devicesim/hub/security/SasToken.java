package org.fleetreboot.devicesim.hub.security;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.identity.PathSegments;

/**
 * A received shared access signature, parsed by hand: the signature covers the raw {@code sr} text,
 * which a library would decode.
 */
public final class SasToken {
  private static final String PREFIX = "SharedAccessSignature ";

  private final String rawResource;
  private final byte[] signature;
  private final String rawExpiry;
  private final Instant expiry;
  private final Optional<String> policyName;
  private final String host;
  private final List<String> path;

  private SasToken(Map<String, String> fields) {
    rawResource = field(fields, "sr");
    signature = Base64.getDecoder().decode(PathSegments.decoded(field(fields, "sig")));
    rawExpiry = field(fields, "se");
    expiry = Instant.ofEpochSecond(Long.parseLong(rawExpiry));
    policyName = Optional.ofNullable(fields.get("skn")).map(PathSegments::decoded);
    List<String> segments = List.of(PathSegments.decoded(rawResource).split("/"));
    host = segments.get(0);
    path = withoutVersion(segments.subList(1, segments.size()));
  }

  /** Reads a token; empty if the text is not a token. */
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

  /** The host of the resource that the token is for. */
  public String host() {
    return host;
  }

  /** The segments after the host; each may be percent-encoded once more. */
  public List<String> path() {
    return path;
  }

  public Instant expiry() {
    return expiry;
  }

  /** The policy whose key signed it; empty for a device key. */
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

  /** The page on MQTT signs {@code .../devices/{id}/api-version=2016-11-14}. */
  private static List<String> withoutVersion(List<String> segments) {
    int last = segments.size() - 1;
    return last >= 0 && segments.get(last).startsWith("api-version=")
        ? segments.subList(0, last)
        : segments;
  }
}
