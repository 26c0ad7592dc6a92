package org.fleetreboot.workflow.device;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.workflow.EarlierMarker;
import org.fleetreboot.workflow.EpochNanos;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.jspecify.annotations.Nullable;

/**
 * A call that was sent, in 72 bytes, because a fleet may await as many as it has devices. All of
 * the call is in its event.
 *
 * @param terms what it has in common with the other calls of its group
 * @param invocationHigh the first half of its id
 * @param invocationLow the second half
 * @param reported whether the marker had a value before it
 * @param valueHigh values are only compared, so half of the SHA-256 stands for the value before:
 *     its first eight bytes
 * @param valueLow the next eight bytes
 * @param lastUpdatedNanos when the hub had stamped that value, as in {@link EpochNanos}
 * @param sectionVersion see {@link EarlierMarker}
 * @param deviceEtag see {@link EarlierMarker}
 */
public record SentCall(
    CallTerms terms,
    long invocationHigh,
    long invocationLow,
    boolean reported,
    long valueHigh,
    long valueLow,
    long lastUpdatedNanos,
    long sectionVersion,
    @Nullable String deviceEtag)
    implements Call, EarlierMarker {

  public static SentCall of(RebootEvent.InvocationIntended intent) {
    UUID invocation = intent.invocation();
    String value = intent.before().value();
    BigInteger hash = value == null ? null : hash(value);
    return new SentCall(
        CallTerms.of(intent),
        invocation.getMostSignificantBits(),
        invocation.getLeastSignificantBits(),
        hash != null,
        hash == null ? 0 : high(hash),
        hash == null ? 0 : low(hash),
        EpochNanos.ofNullable(intent.before().lastUpdated()),
        intent.before().sectionVersion(),
        intent.before().deviceEtag());
  }

  /** The first half of the SHA-256. */
  private static BigInteger hash(String value) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, whole, 0, 2 * Long.BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static long high(BigInteger hash) {
    return hash.shiftRight(Long.SIZE).longValue();
  }

  private static long low(BigInteger hash) {
    return hash.longValue();
  }

  SentCall sharing(Sharing sharing) {
    return new SentCall(
        sharing.same(terms),
        invocationHigh,
        invocationLow,
        reported,
        valueHigh,
        valueLow,
        lastUpdatedNanos,
        sectionVersion,
        deviceEtag);
  }

  @Override
  public EarlierMarker before() {
    return this;
  }

  @Override
  public boolean wasReported() {
    return reported;
  }

  @Override
  public boolean hasValue(String value) {
    BigInteger hash = hash(value);
    return reported && high(hash) == valueHigh && low(hash) == valueLow;
  }

  @Override
  public @Nullable Instant lastUpdated() {
    return EpochNanos.nullable(lastUpdatedNanos);
  }

  @Override
  public UUID invocation() {
    return new UUID(invocationHigh, invocationLow);
  }

  @Override
  public String run() {
    return terms.run();
  }

  @Override
  public String step() {
    return terms.step();
  }

  @Override
  public MarkerPath marker() {
    return terms.marker();
  }

  @Override
  public ConfirmBy confirm() {
    return terms.confirm();
  }

  @Override
  public Duration confirmWithin() {
    return terms.confirmWithin();
  }

  @Override
  public @Nullable Duration stayUp() {
    return terms.stayUp();
  }

  @Override
  public @Nullable Map<String, String> tags() {
    return terms.tags();
  }
}
