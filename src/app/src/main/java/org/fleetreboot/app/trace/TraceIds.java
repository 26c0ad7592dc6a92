package org.fleetreboot.app.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a trace and of its first span. They follow from what the trace is about, so the
 * program knows them after a restart without having stored them.
 */
record TraceIds(String trace, String first) {

  /**
   * @param hub its name in the journal, because two hubs may have runs of the same name
   */
  static TraceIds of(String hub, DeviceWay way) {
    ByteBuffer hash = ByteBuffer.wrap(hash(hub, way.run(), way.step(), way.device()));
    return new TraceIds(
        TraceId.fromLongs(hash.getLong(), hash.getLong()), SpanId.fromLong(hash.getLong()));
  }

  private static byte[] hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The first span, as a parent of others, whether or not it has been told yet. */
  SpanContext parent(boolean sampled) {
    return SpanContext.createFromRemoteParent(
        trace,
        first,
        sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  /** Random ids, but for a first span. */
  static final class Generator implements IdGenerator {
    private static final ThreadLocal<@Nullable TraceIds> GIVEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** Has the span that {@code start} starts get these ids. */
    static <T> T with(TraceIds ids, Supplier<T> start) {
      GIVEN.set(ids);
      try {
        return start.get();
      } finally {
        GIVEN.remove();
      }
    }

    @Override
    public String generateTraceId() {
      TraceIds ids = GIVEN.get();
      return ids == null ? random.generateTraceId() : ids.trace();
    }

    @Override
    public String generateSpanId() {
      TraceIds ids = GIVEN.get();
      return ids == null ? random.generateSpanId() : ids.first();
    }
  }
}
