package org.fleetreboot.reboot.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ids of runs: 1 to 64 of a-z, 0-9 and hyphen. */
public final class RunId {
  private static final int LONGEST = 64;
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

  private RunId() {}

  /** The id for a text. If characters are lost, a part of the text's hash makes the id unique. */
  static String of(String text) {
    String slug = slug(text);
    return slug.equals(text) && slug.length() <= LONGEST ? slug : withEnd(slug, hash(text));
  }

  /** The id of something whose content counts too. */
  public static String of(String text, byte[] content) {
    return withEnd(slug(text), hash(content));
  }

  /** The id of the run that was planned for a time. */
  static String planned(String chain, Instant at) {
    return of(chain + "-" + SECOND.format(at));
  }

  /**
   * The id of a run without any other name, such as {@code nightly-20261123-003000-k3f9}: ordered
   * by time, and different for two runs in the same second.
   */
  public static String fresh(String chain, Instant now) {
    String random = Integer.toString(RANDOM.nextInt(36 * 36 * 36 * 36), 36);
    return withEnd(
        slug(chain), SECOND.format(now) + "-" + "0".repeat(4 - random.length()) + random);
  }

  private static String slug(String text) {
    String slug = OTHERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
    return trimmed(slug);
  }

  private static String trimmed(String slug) {
    int from = slug.startsWith("-") ? 1 : 0;
    int to = slug.endsWith("-") ? slug.length() - 1 : slug.length();
    return from < to ? slug.substring(from, to) : "run";
  }

  private static String withEnd(String slug, String end) {
    int room = LONGEST - end.length() - 1;
    String head = slug.length() > room ? trimmed(slug.substring(0, room)) : slug;
    return head + "-" + end;
  }

  private static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 64 bits: among a million runs, the chance that two share an id is below one in ten million. */
  private static String hash(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }
}
