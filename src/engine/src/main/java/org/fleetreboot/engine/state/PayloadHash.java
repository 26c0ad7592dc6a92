package org.fleetreboot.engine.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** Keeps payloads out of the journal: only their hash is frozen with a group's options. */
public final class PayloadHash {
  private PayloadHash() {}

  public static GroupOptions hashed(GroupOptions options, @Nullable String payload) {
    return payload == null
        ? options
        : options.with(options.callOptions().with().payloadHash(hash(payload)).build());
  }

  /** Whether the payload differs from the one whose hash is frozen. */
  public static boolean differs(GroupOptions frozen, @Nullable String payload) {
    return !Objects.equals(
        frozen.callOptions().payloadHash(), payload == null ? null : hash(payload));
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
