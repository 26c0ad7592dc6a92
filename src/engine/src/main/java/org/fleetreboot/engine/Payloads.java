package org.fleetreboot.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.fleetreboot.workflow.RebootTerms;
import org.fleetreboot.workflow.RolloutOptions;
import org.jspecify.annotations.Nullable;

/** Keeps payloads out of the journal: only their hash is frozen with a group's options. */
final class Payloads {
  private Payloads() {}

  static RolloutOptions hashed(RolloutOptions options, @Nullable String payload) {
    RebootTerms terms = options.terms().withPayloadHash(payload == null ? null : hash(payload));
    return options.with(terms);
  }

  /** Whether the payload is another than the one that was frozen. */
  static boolean differs(RolloutOptions frozen, @Nullable String payload) {
    return !Objects.equals(frozen.terms().payloadHash(), payload == null ? null : hash(payload));
  }

  private static String hash(String payload) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
