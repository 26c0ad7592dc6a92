package org.fleetreboot.app.command.option;

import java.time.Duration;
import org.fleetreboot.reboot.TimeNotation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts durations with a unit: 250ms, 10s, 5m. A bare 5 is refused, because it probably means
 * seconds.
 */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    if (text.matches("0*[1-9]\\d*")) {
      throw new TypeConversionException(
          "'%s' has no unit; use %ss or %sms".formatted(text, text, text));
    }
    try {
      return TimeNotation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("invalid duration '" + text + "'; use 250ms, 10s or 1h");
    }
  }
}
