package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours that people with weak eyes tell apart: WCAG 2.1, level AA, by its own formula. */
class PaletteTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{3,6})");
  private static final List<String> TONES = List.of("good", "active", "held", "bad");
  private static final double TEXT = 4.5;
  private static final double SHAPE = 3;

  enum Scheme {
    LIGHT(1),
    DARK(2);

    private final int block;

    /**
     * @param block which one of the style sheet has its colours
     */
    Scheme(int block) {
      this.block = block;
    }
  }

  @ParameterizedTest
  @EnumSource
  void textsAndShapesStandOut(Scheme scheme) throws IOException {
    Map<String, Integer> palette = palette(scheme);

    for (String ground : List.of("page", "card")) {
      for (String text : List.of("text", "faint", "link")) {
        requireContrast(palette, text, ground, TEXT);
      }
    }
    for (String tone : TONES) {
      requireContrast(palette, tone, tone + "-soft", TEXT);
      requireContrast(palette, "text", tone + "-soft", TEXT);
    }
    requireContrast(palette, "faint", "idle-soft", TEXT);
    requireContrast(palette, "bad", "card", TEXT);
    requireContrast(palette, "on", "active", TEXT);
    for (String tone : Stream.concat(TONES.stream(), Stream.of("idle")).toList()) {
      requireContrast(palette, tone, "card", SHAPE);
    }
    requireContrast(palette, "active", "page", SHAPE);
  }

  private static void requireContrast(
      Map<String, Integer> palette, String one, String other, double least) {
    double first = luminance(palette.getOrDefault(one, 0));
    double second = luminance(palette.getOrDefault(other, 0));
    double contrast = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    assertThat(contrast).as(one + " on " + other).isGreaterThanOrEqualTo(least);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 255)
        + 0.7152 * linear(colour >> 8 & 255)
        + 0.0722 * linear(colour & 255);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static Map<String, Integer> palette(Scheme scheme) throws IOException {
    String[] roots = sheet().split(":root \\{", -1);
    Map<String, Integer> palette = new LinkedHashMap<>();
    Matcher colours = COLOUR.matcher(roots[scheme.block]);
    while (colours.find()) {
      palette.put(colours.group(1), number(colours.group(2)));
    }
    assertThat(palette).as(scheme + " in page.css").containsKeys("page", "on", "bad-soft");
    return palette;
  }

  private static int number(String hex) {
    return Integer.parseInt(hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex, 16);
  }

  private static String sheet() throws IOException {
    try (InputStream in = PaletteTest.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("There is no page.css on the class path.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
