package org.fleetreboot.workflow.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many devices that share the value of a tag may be down at once: {@code tags.site=2}.
 *
 * @param most from 1
 */
public record TagDownLimit(TagPath tag, int most) {
  private static final Pattern FORM = Pattern.compile("\\s*([^=\\s]+)\\s*=\\s*(\\d{1,9})\\s*");

  public TagDownLimit {
    if (most < 1) {
      throw new IllegalArgumentException(tag + "=" + most + " allows no reboot; give 1 or more.");
    }
  }

  /**
   * Reads the form above.
   *
   * @throws IllegalArgumentException for anything else, with the remedy
   */
  public static TagDownLimit parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "invalid limit for a tag '" + text + "'; use a form like tags.site=2.");
    }
    return new TagDownLimit(new TagPath(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return tag + "=" + most;
  }
}
