package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.DeviceId;

/**
 * Parses faults of scenario files and the control API: {@code fault}, and keys that narrow its
 * scope. Errors name the key.
 */
public final class FaultNotation {
  /** The keys of an entry. */
  public static final Set<String> KEYS =
      Set.of(
          "fault", "on", "device", "module", "nth", "skip", "times", "rate", "after", "until",
          "from", "to");

  private final Map<String, String> entry;

  private FaultNotation(Map<String, String> entry) {
    this.entry = entry;
  }

  /** A fault with its scope. */
  public record Order(HubFault fault, FaultScope scope) {
    /** Checks that the fault can strike an operation of the scope. */
    public Order {
      var unused = new ArmedFault(fault, scope, new FaultDraw(0, 0), Instant.EPOCH);
    }

    /** The entry for this fault: strings, numbers and lists of strings. */
    public Map<String, Object> written() {
      return FaultWriter.of(fault, scope);
    }
  }

  /** An invalid entry; the message has no trailing full stop. */
  public static final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String key;

    Malformed(String key, String message) {
      super(message);
      this.key = key;
    }

    /** The key with the error. */
    public String key() {
      return key;
    }
  }

  /**
   * Reads one entry.
   *
   * @throws Malformed when it is invalid
   */
  public static Order parse(Map<String, String> entry) {
    for (String key : entry.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Malformed(
            key,
            "unknown key '" + key + "'; use one of: " + String.join(", ", new TreeSet<>(KEYS)));
      }
    }
    return new FaultNotation(entry).order();
  }

  private Order order() {
    String name = entry.get("fault");
    if (name == null) {
      throw new Malformed("fault", "'fault' is missing; use one of: " + FaultName.known());
    }
    HubFault fault = value("fault", FaultName::parse).orElseThrow();
    FaultScope scope =
        value("on", FaultNotation::operations)
            .map(FaultScope::on)
            .orElseGet(FaultScope::everything);
    scope = client().map(scope::client).orElse(scope);
    scope = counted(scope);
    Optional<Double> rate = value("rate", Double::parseDouble);
    scope = rate.isPresent() ? scoped("rate", scope, wanted -> wanted.rate(rate.get())) : scope;
    scope = timed(scope);
    return checked(fault, scope);
  }

  private static Order checked(HubFault fault, FaultScope scope) {
    try {
      return new Order(fault, scope);
    } catch (IllegalArgumentException e) {
      throw new Malformed("fault", withoutStop(e));
    }
  }

  private Optional<ClientId> client() {
    Optional<String> module = value("module", FaultNotation::id);
    Optional<String> device = value("device", FaultNotation::id);
    if (module.isPresent() && device.isEmpty()) {
      throw new Malformed("module", "a module needs the 'device' it is on");
    }
    return device.map(id -> new ClientId(id, module.orElse(null)));
  }

  private FaultScope counted(FaultScope scope) {
    Optional<Long> nth = value("nth", text -> number(text, 1));
    Optional<Long> skip = value("skip", text -> number(text, 0));
    Optional<Long> times = value("times", text -> number(text, 1));
    if (nth.isPresent() && (skip.isPresent() || times.isPresent())) {
      throw new Malformed("nth", "'nth' cannot be combined with 'skip' or 'times'");
    }
    if (nth.isPresent()) {
      return scope.nth(nth.get());
    }
    return scope.afterSkipping(skip.orElse(0L)).times(times.orElse(Long.MAX_VALUE));
  }

  private FaultScope timed(FaultScope scope) {
    Optional<Duration> after = value("after", DurationText::duration);
    Optional<Duration> until = value("until", DurationText::duration);
    Optional<Instant> from = value("from", FaultNotation::instant);
    Optional<Instant> to = value("to", FaultNotation::instant);
    boolean relative = after.isPresent() || until.isPresent();
    boolean absolute = from.isPresent() || to.isPresent();
    if (relative && absolute) {
      throw new Malformed(
          from.isPresent() ? "from" : "to",
          "'after' and 'until' are relative to now, 'from' and 'to' are instants; use one pair");
    }
    if (relative) {
      return scoped(
          until.isPresent() ? "until" : "after",
          scope,
          wanted ->
              wanted.during(
                  new FaultWindow.SinceArmed(
                      after.orElse(Duration.ZERO),
                      until.orElse(Duration.ofSeconds(Long.MAX_VALUE)))));
    }
    if (absolute) {
      return scoped(
          to.isPresent() ? "to" : "from",
          scope,
          wanted -> wanted.between(from.orElse(Instant.MIN), to.orElse(Instant.MAX)));
    }
    return scope;
  }

  private static FaultScope scoped(
      String key, FaultScope scope, Function<FaultScope, FaultScope> narrowed) {
    try {
      return narrowed.apply(scope);
    } catch (IllegalArgumentException e) {
      throw new Malformed(key, withoutStop(e));
    }
  }

  private <T> Optional<T> value(String key, Function<String, T> reader) {
    String text = entry.get(key);
    try {
      return text == null ? Optional.empty() : Optional.of(reader.apply(text));
    } catch (NumberFormatException e) {
      throw new Malformed(key, "expected a number, not '" + text + "'");
    } catch (IllegalArgumentException e) {
      throw new Malformed(key, withoutStop(e));
    }
  }

  private static String id(String text) {
    if (!DeviceId.isOne(text)) {
      throw new IllegalArgumentException(DeviceId.refusal(text));
    }
    return text;
  }

  private static Set<HubOperation> operations(String list) {
    Set<HubOperation> operations = EnumSet.noneOf(HubOperation.class);
    for (String word : list.split(",", -1)) {
      operations.add(HubOperation.named(word.strip()));
    }
    return operations;
  }

  private static long number(String text, long least) {
    long number = Long.parseLong(text);
    if (number < least) {
      throw new IllegalArgumentException("must be " + least + " or more, not " + text);
    }
    return number;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected an instant such as 2026-11-25T20:00:00Z, not '" + text + "'", e);
    }
  }

  private static String withoutStop(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
  }
}
