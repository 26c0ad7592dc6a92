package org.fleetreboot.app.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.reboot.TimeNotation;

/**
 * The valid values of a setting.
 *
 * @param reading throws IllegalArgumentException for an invalid text
 * @param remedy the remedy for an invalid text, as the end of a sentence
 */
public record SettingKind<T>(Function<String, T> reading, String remedy) {
  static final SettingKind<String> TEXT =
      new SettingKind<>(Function.identity(), "write what application.properties says");

  /** A number above 0, at most 1. */
  static final SettingKind<Double> SHARE =
      SettingKind.<Double>of(Double::valueOf, "write a number above 0 and up to 1, like 0.8")
          .where(share -> share > 0 && share <= 1);

  /** The address of one broker or several. What Camel adds is unknown here. */
  static final SettingKind<String> BROKER =
      SettingKind.<String>of(
              Function.identity(),
              "write where the broker is, with its port, like tcp://localhost:61616")
          .where(text -> text.contains("{{") || BrokerAddress.isOne(text));

  /**
   * How long runs that have ended are kept, in days; empty for ever. A device is watched for a day
   * after its run, so its run is needed for longer than that.
   */
  public static final SettingKind<Optional<Duration>> KEPT =
      of(SettingKind::kept, "write a number of days from 2d on, like 400d, or forever");

  /** A port; empty for none. */
  static final SettingKind<Optional<Integer>> PORT_OR_OFF =
      SettingKind.<Optional<Integer>>of(
              text -> text.equals("off") ? Optional.empty() : Optional.of(Integer.valueOf(text)),
              "write a port from 1 to 65535, or off")
          .where(port -> port.isEmpty() || (port.get() >= 1 && port.get() <= 65_535));

  /** The address of a server of HTTP, without a login; empty for none. */
  static final SettingKind<Optional<String>> ADDRESS_OR_OFF =
      SettingKind.<Optional<String>>of(
              text -> text.equals("off") ? Optional.empty() : Optional.of(text),
              "write an address like http://localhost:4318, or off")
          .where(
              address ->
                  address.isEmpty() || address.get().matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?"));

  static final SettingKind<Boolean> SWITCH =
      SettingKind.<String>of(Function.identity(), "write on or off")
          .where(text -> text.equals("on") || text.equals("off"))
          .as(text -> text.equals("on"));

  /** Host names, in lower case. */
  static final SettingKind<List<String>> NAMES =
      SettingKind.<List<String>>of(
              text ->
                  Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                      .filter(name -> !name.isEmpty())
                      .toList(),
              "write host names without ports, separated by commas")
          .where(names -> names.stream().allMatch(name -> name.matches("[a-z0-9_.-]+")));

  private interface Rule<T> {
    boolean allows(T value);
  }

  private static <T> SettingKind<T> of(Function<String, T> reading, String remedy) {
    return new SettingKind<>(reading, remedy);
  }

  private static Optional<Duration> kept(String text) {
    if (text.equals("forever")) {
      return Optional.empty();
    }
    if (!text.matches("\\d{1,6}d")) {
      throw new IllegalArgumentException(text);
    }
    int days = Integer.parseInt(text.substring(0, text.length() - 1));
    if (days < 2) {
      throw new IllegalArgumentException(text);
    }
    return Optional.of(Duration.ofDays(days));
  }

  private <U> SettingKind<U> as(Function<T, U> meaning) {
    return of(reading.andThen(meaning), remedy);
  }

  private SettingKind<T> where(Rule<T> rule) {
    return of(
        text -> {
          T value = reading.apply(text);
          if (!rule.allows(value)) {
            throw new IllegalArgumentException(text);
          }
          return value;
        },
        remedy);
  }

  /** A whole number within inclusive bounds. */
  static SettingKind<Integer> number(int least, int most) {
    return SettingKind.<Integer>of(
            Integer::valueOf, "write a whole number from %d to %d".formatted(least, most))
        .where(number -> number >= least && number <= most);
  }

  /** A duration of at least {@code least}. */
  static SettingKind<Duration> time(Duration least) {
    return of(
            TimeNotation::parse,
            "write "
                + TimeNotation.EXAMPLES
                + (least.isZero() ? "" : ", from " + least.toMillis() + "ms on"))
        .where(time -> time.compareTo(least) >= 0);
  }

  /** A name of an enum's constant, in any case. */
  static <E extends Enum<E>> SettingKind<E> oneOf(Class<E> type) {
    String names =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    return of(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)), "it is one of " + names);
  }
}
