package org.fleetreboot.app.explain;

import java.io.PrintStream;
import java.util.List;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.TimeText;

/** Prints an explanation for people: what happened with its times, what is to come without. */
public final class ExplanationText {
  private static final String NO_TIME = " ".repeat("2026-10-01 02:30:00".length());

  private ExplanationText() {}

  /**
   * Prints the explanation.
   *
   * @param typed suggests commands
   */
  public static void print(Explanation explanation, Continuation typed, PrintStream out) {
    out.println(explanation.headline());
    for (Section section : Section.values()) {
      List<Sentence> said = explanation.in(section);
      if (!said.isEmpty()) {
        out.println();
        out.println(head(section));
        said.forEach(sentence -> print(sentence, section, typed, out));
      }
    }
  }

  private static void print(
      Sentence sentence, Section section, Continuation typed, PrintStream out) {
    boolean isPast = section == Section.ASKED || section == Section.HAPPENED;
    String time = sentence.at() == null ? NO_TIME : TimeText.time(sentence.at());
    out.println((isPast ? "  " + time + "  " : "  ") + sentence.text());
    if (!sentence.command().isEmpty()) {
      out.println("      " + typed.command(sentence.command().toArray(String[]::new)));
    }
  }

  /** The title of a section, the same wherever an explanation is shown. */
  public static String head(Section section) {
    return switch (section) {
      case ASKED -> "Who asked";
      case HAPPENED -> "What happened";
      case WAITS -> "What it waits for";
      case NEXT -> "What happens next";
    };
  }
}
