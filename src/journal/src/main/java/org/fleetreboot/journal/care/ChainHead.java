package org.fleetreboot.journal.care;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a partition ended at some time. Kept outside the journal, it proves that a later journal
 * still holds the same events up to there.
 *
 * @param partition {@code runs} or {@code hub/<hub>}
 * @param position of the last event; 0 if there is none
 * @param hash of the last event, in hexadecimal digits
 */
public record ChainHead(String partition, long position, String hash) {
  private static final Pattern FORM =
      Pattern.compile("(.+):([0-9]{1,12}):([0-9a-f]{64})", Pattern.CASE_INSENSITIVE);

  public ChainHead {
    hash = hash.toLowerCase(Locale.ROOT);
  }

  public ChainHead(String partition, long position, byte[] hash) {
    this(partition, position, HexFormat.of().formatHex(hash));
  }

  /**
   * Reads {@code PARTITION:POSITION:HASH}.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static ChainHead parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no head: it has the form PARTITION:POSITION:HASH, as journal head prints it."
              .formatted(text));
    }
    return new ChainHead(form.group(1), Long.parseLong(form.group(2)), form.group(3));
  }

  @Override
  public String toString() {
    return partition + ":" + position + ":" + hash;
  }
}
