package org.fleetreboot.reboot.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, for people. */
public final class JsonSyntaxError {
  /** What Jackson writes in place of the text, where it names a second place in it. */
  private static final Pattern HIDDEN_SOURCE = Pattern.compile("\\[Source: [^;\\]]*; ([^\\]]*)]");

  private JsonSyntaxError() {}

  /** One line, without a full stop. */
  public static String of(JsonProcessingException mistake) {
    String line = mistake.getOriginalMessage().lines().findFirst().orElse("");
    return HIDDEN_SOURCE.matcher(line).replaceAll("$1");
  }
}
