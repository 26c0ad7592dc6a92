package org.fleetreboot.app.explain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.fleetreboot.app.terminal.EscapedText;

/**
 * What is known of a run or a device: who asked, what happened, what it waits for, what is next.
 *
 * @param name the run's id, or the device's
 * @param headline how it stands, in one sentence
 * @param asOf when it was so
 * @param sentences in the order of their sections, and in each in the order of reading
 */
public record Explanation(
    Subject subject, String name, String headline, Instant asOf, List<Sentence> sentences) {
  /** What an explanation is of. */
  public enum Subject {
    RUN("run"),
    DEVICE("device");

    private final String word;

    Subject(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Explanation {
    headline = EscapedText.line(headline);
    sentences =
        sentences.stream()
            .sorted(Comparator.comparing(sentence -> sentence.kind().section()))
            .toList();
  }

  /** The sentences of one section. */
  public List<Sentence> in(Section section) {
    return sentences.stream().filter(sentence -> sentence.kind().section() == section).toList();
  }
}
