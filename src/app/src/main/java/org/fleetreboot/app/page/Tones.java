package org.fleetreboot.app.page;

import java.util.Locale;
import org.fleetreboot.app.report.StateMark;

/** The class in the style sheet that colours a tone. */
public final class Tones {
  private Tones() {}

  public static String css(StateMark.Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  public static String css(StateMark mark) {
    return css(mark.tone());
  }
}
