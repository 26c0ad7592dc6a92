package org.fleetreboot.app.settings;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.failure.Redacted;

/** Settings that may take their value, or a part of it, from the environment. */
final class EnvironmentText {
  /** As Camel writes it: a variable, and perhaps a default. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{\\s*env:([^}:\\s]+)(?::([^}]*))?}}");

  private final ProcessEnvironment environment;

  private EnvironmentText(ProcessEnvironment environment) {
    this.environment = environment;
  }

  /**
   * The value of a setting; empty if it is blank.
   *
   * @throws ProgramFailure if a variable is not set
   */
  static Optional<String> of(Settings settings, String key, ProcessEnvironment environment) {
    return settings
        .text(key)
        .map(text -> new EnvironmentText(environment).resolved(key, text))
        .filter(text -> !text.isBlank());
  }

  private String resolved(String key, String text) {
    String value =
        VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(variable(key, found)));
    if (value.contains("{{")) {
      throw ProgramFailure.setup(
          "%s is %s: only {{env:NAME}} has a meaning here."
              .formatted(key, Redacted.value(key, text)));
    }
    return value;
  }

  private String variable(String key, MatchResult found) {
    String name = found.group(1);
    return environment
        .variable(name)
        .or(() -> Optional.ofNullable(found.group(2)))
        .orElseThrow(
            () ->
                ProgramFailure.setup(
                    "The environment variable %s of %s is not set: set it, or correct its name."
                        .formatted(name, key)));
  }
}
