package org.fleetreboot.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The hash of each event covers the event and the hash of the one before it in its partition, so
 * the last hash of a partition vouches for all its events. Keep one for each thread.
 */
public final class HashChain {
  /** The length of a hash. */
  public static final int BYTES = 32;

  private static final int FIXED_BYTES = BYTES + 3 * Long.BYTES + 16 + 3 * Integer.BYTES;

  private final MessageDigest sha256;
  private ByteBuffer head = ByteBuffer.allocate(512);

  public HashChain() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException("This Java has no SHA-256.", everyJavaHasIt);
    }
  }

  /** What stands in for the hash before the first event of a partition. */
  public byte[] start(String partition) {
    return sha256.digest(partition.getBytes(UTF_8));
  }

  /**
   * The hash of one event. The texts and the data are preceded by their lengths, so that no byte
   * can move from one to the next.
   *
   * @param before the hash of the event before it in its partition
   * @param recordedAt in milliseconds since 1970
   */
  public byte[] next(
      byte[] before,
      long position,
      String stream,
      long version,
      UUID id,
      String type,
      long recordedAt,
      byte[] data) {
    byte[] name = stream.getBytes(UTF_8);
    byte[] kind = type.getBytes(UTF_8);
    int length = FIXED_BYTES + name.length + kind.length;
    if (head.capacity() < length) {
      head = ByteBuffer.allocate(length);
    }
    head.clear()
        .put(before)
        .putLong(position)
        .putInt(name.length)
        .put(name)
        .putLong(version)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putInt(kind.length)
        .put(kind)
        .putLong(recordedAt)
        .putInt(data.length);
    sha256.update(head.array(), 0, length);
    return sha256.digest(data);
  }

  /** The hash of a stored event. */
  public byte[] next(byte[] before, RecordedEvent event) {
    return next(
        before,
        event.position().value(),
        event.stream().name(),
        event.version(),
        event.id(),
        event.type(),
        event.recordedAt().toEpochMilli(),
        event.data());
  }
}
