package org.fleetreboot.reboot.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Describes for people why a text is not JSON. */
public final class JsonSyntaxError {
  /** Jackson's placeholder for the text, in messages that mention a second position. */
  private static final Pattern HIDDEN_SOURCE = Pattern.compile("\\[Source: [^;\\]]*; ([^\\]]*)]");

  private JsonSyntaxError() {}

  /** One line, without a full stop. */
  public static String of(JsonProcessingException mistake) {
    String line = mistake.getOriginalMessage().lines().findFirst().orElse("");
    return HIDDEN_SOURCE.matcher(line).replaceAll("$1");
  }
}
