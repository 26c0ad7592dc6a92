package org.fleetreboot.app.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation in JSON; unknown fields are omitted. */
public record ExplanationJson(
    String subject,
    String name,
    String headline,
    Instant asOf,
    List<Said> asked,
    List<Said> happened,
    List<Said> waits,
    List<Said> next) {

  public static ExplanationJson of(Explanation explanation) {
    return new ExplanationJson(
        explanation.subject().word(),
        explanation.name(),
        explanation.headline(),
        explanation.asOf(),
        said(explanation, Section.ASKED),
        said(explanation, Section.HAPPENED),
        said(explanation, Section.WAITS),
        said(explanation, Section.NEXT));
  }

  private static List<Said> said(Explanation explanation, Section section) {
    return explanation.in(section).stream().map(Said::of).toList();
  }

  /**
   * One sentence.
   *
   * @param command the words after {@code ./fleet-reboot}; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Said(
      String kind,
      @Nullable Instant at,
      String text,
      @Nullable String run,
      @Nullable String step,
      @Nullable String device,
      @Nullable List<String> command) {

    private static Said of(Sentence sentence) {
      return new Said(
          sentence.kind().word(),
          sentence.at(),
          sentence.text(),
          sentence.run(),
          sentence.step(),
          sentence.device(),
          sentence.command().isEmpty() ? null : sentence.command());
    }
  }
}
