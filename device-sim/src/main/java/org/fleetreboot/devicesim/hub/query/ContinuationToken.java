package org.fleetreboot.devicesim.hub.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * The position in a result after which the next page begins. The token contains the SHA-256 of the
 * query, so that tokens of other queries are refused. It is not a secret: who may run the query may
 * start anywhere in its result.
 *
 * @param delivered the number of rows on all earlier pages
 * @param lastKey the key of the last row, or of the cached result for groups; empty for the start
 */
record ContinuationToken(int delivered, String lastKey) {
  static final ContinuationToken START = new ContinuationToken(0, "");
  private static final int HASH_BYTES = 32;
  private static final int HEAD_BYTES = HASH_BYTES + Integer.BYTES;
  // A key is at most a device id and a module id of 128 characters each.
  private static final int LONGEST_TOKEN = 1024;

  String token(String query) {
    byte[] key = lastKey.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(HEAD_BYTES + key.length)
            .put(hash(query))
            .putInt(delivered)
            .put(key)
            .array();
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** Reads a token; refuses one of another query. */
  static ContinuationToken read(String token, String query) {
    if (token.length() <= LONGEST_TOKEN) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        if (bytes.length >= HEAD_BYTES
            && Arrays.equals(bytes, 0, HASH_BYTES, hash(query), 0, HASH_BYTES)) {
          int delivered = ByteBuffer.wrap(bytes).getInt(HASH_BYTES);
          String key =
              new String(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES, StandardCharsets.UTF_8);
          if (delivered > 0) {
            return new ContinuationToken(delivered, key);
          }
        }
      } catch (IllegalArgumentException e) {
        // Not base64: refused below, like the token of another query.
      }
    }
    throw HubRefusal.invalid("x-ms-continuation is not a token of this query.");
  }

  private static byte[] hash(String query) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
