package org.fleetreboot.app.endpoint;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Validates the name of a time zone; the JDK's {@link TimeZone} takes unknown names for GMT. */
public final class ZoneText {
  private static final String WRITE_A_PLACE = "Use a place, like Europe/Paris, or UTC";

  private ZoneText() {}

  /** What is wrong with it, and the remedy; null if it is unambiguous. */
  static @Nullable String mistake(String text) {
    // Camel decodes the + in an option as a blank.
    ZoneRules meant = rules(text.replace(' ', '+'));
    if (meant != null && meant.equals(TimeZone.getTimeZone(text).toZoneId().getRules())) {
      return null;
    }
    if (meant != null && meant.isFixedOffset()) {
      return "'%s' would silently mean GMT; write %s".formatted(text, offset(meant));
    }
    return "unknown time zone '%s', which would silently mean GMT. %s"
        .formatted(text, remedy(text));
  }

  /** The remedy for an unknown zone. */
  public static String remedy(String text) {
    String near = nearest(text);
    return near == null ? WRITE_A_PLACE : "Did you mean " + near + "?";
  }

  /** In the notation that survives a URI; its hours are counted westward. */
  private static String offset(ZoneRules rules) {
    ZoneOffset offset = rules.getOffset(Instant.EPOCH);
    int seconds = offset.getTotalSeconds();
    if (seconds < 0) {
      return "GMT" + offset.getId();
    }
    return seconds % 3600 == 0
        ? "Etc/GMT-%d for UTC+%1$d, or a place, like Europe/Paris".formatted(seconds / 3600)
        : "a place, like Asia/Kolkata";
  }

  private static @Nullable ZoneRules rules(String text) {
    try {
      return ZoneId.of(text).getRules();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The zone that is probably meant; null if none is similar. */
  private static @Nullable String nearest(String text) {
    int letters = Math.max(2, text.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance(letters);
    String given = text.toLowerCase(Locale.ROOT).replace(' ', '_');
    return text.length() < 4
        ? null
        : ZoneId.getAvailableZoneIds().stream()
            .map(id -> new Near(id, distance(distance, given, id.toLowerCase(Locale.ROOT))))
            .filter(near -> near.letters() >= 0)
            .min(Comparator.comparingInt(Near::letters).thenComparing(Near::id))
            .map(Near::id)
            .orElse(null);
  }

  private static int distance(LevenshteinDistance distance, String given, String id) {
    return id.endsWith("/" + given) ? 0 : distance.apply(given, id);
  }

  /**
   * A zone that may be meant.
   *
   * @param letters how many letters differ; negative if too many
   */
  private record Near(String id, int letters) {}
}
