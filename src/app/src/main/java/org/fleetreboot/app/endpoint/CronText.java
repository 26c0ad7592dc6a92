package org.fleetreboot.app.endpoint;

import com.cronutils.mapper.CronMapper;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.text.ParseException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * Validates a cron expression in Quartz's notation. Quartz itself drops what it does not
 * understand: it reads {@code SUNDAY-MONDAY} as Sunday, and {@code 5;7} as the fifth.
 */
final class CronText {
  private static final CronParser QUARTZ =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

  private static final CronParser CRONTAB =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** A day of the week as Quartz counts them, but not the step after a slash. */
  private static final Pattern DAY = Pattern.compile("(?<![/#\\d])[1-7](?!\\d)");

  private static final String FIELDS =
      "seconds, minutes, hours, day of the month, month, day of the week, with ? for one of the two"
          + " days, and a year if need be: 0 30 0 ? * SUN";

  private CronText() {}

  /** What is wrong with it, and the remedy; null if it is valid. */
  static @Nullable String mistake(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length == 5) {
      return "'%s' has five fields, as in a crontab; write %s"
          .formatted(text, ofCrontab(fields).orElse(FIELDS));
    }
    if (fields.length < 6 || fields.length > 7) {
      return "'%s' has %s; write six or seven: %s"
          .formatted(text, fields.length == 1 ? "one field" : fields.length + " fields", FIELDS);
    }
    if (!fields[3].equals("?") && !fields[5].equals("?")) {
      return "'%s' has no ? for one of the two days; %s"
          .formatted(text, withQuestionMark(fields).orElse("write " + FIELDS));
    }
    String reason = reason(text);
    return reason == null
        ? null
        : "'%s' is not a cron expression (%s); write %s".formatted(text, reason, FIELDS);
  }

  /** Null if both Quartz and the stricter parser accept it, and it has a future time. */
  private static @Nullable String reason(String text) {
    try {
      CronExpression expression = new CronExpression(text);
      QUARTZ.parse(text).validate();
      return expression.getNextValidTimeAfter(Date.from(Instant.EPOCH)) == null
          ? "no such day exists"
          : null;
    } catch (ParseException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage())
          .replaceFirst("^Failed to parse cron expression\\. ", "")
          .replaceFirst("^Invalid chars in expression! .* Invalid chars: (.*)$", "what is $1?");
    }
  }

  private static Optional<String> withQuestionMark(String[] fields) {
    String[] fixed = fields.clone();
    if (fixed[5].equals("*")) {
      fixed[5] = "?";
    } else if (fixed[3].equals("*")) {
      fixed[3] = "?";
    }
    String text = String.join(" ", fixed);
    return text.contains("?") && reason(text) == null
        ? Optional.of("write " + text)
        : Optional.empty();
  }

  /** The same times in Quartz's notation, if there is one. */
  private static Optional<String> ofCrontab(String[] fields) {
    String crontab = String.join(" ", fields).replace('?', '*');
    try {
      String[] quartz =
          CronMapper.fromUnixToQuartz().map(CRONTAB.parse(crontab)).asString().split(" ", -1);
      quartz[5] = DAY.matcher(quartz[5]).replaceAll(CronText::dayName);
      String text = String.join(" ", Arrays.copyOf(quartz, 6));
      return reason(text) == null ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String dayName(MatchResult quartzDay) {
    return DayOfWeek.SATURDAY
        .plus(Integer.parseInt(quartzDay.group()))
        .getDisplayName(TextStyle.SHORT, Locale.ROOT)
        .toUpperCase(Locale.ROOT);
  }
}
