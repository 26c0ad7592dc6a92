package org.fleetreboot.app.explain;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.app.terminal.EscapedText;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of an account, or a few that belong together. It has no control characters, and
 * needs the escaping of its medium besides.
 *
 * @param at when it happened, since when it holds, or when it will happen; null if it has no time
 * @param run the run that it is about; null if it is about none
 * @param step the step that it is about; null if it is about none
 * @param device the device that it is about; null if it is about none
 * @param command the words of a command that a person can give; empty for none
 */
public record Sentence(
    Kind kind,
    @Nullable Instant at,
    String text,
    @Nullable String run,
    @Nullable String step,
    @Nullable String device,
    List<String> command) {

  public Sentence {
    text = EscapedText.line(text);
    command = List.copyOf(command);
  }

  static Sentence of(Kind kind, @Nullable Instant at, String text) {
    return new Sentence(kind, at, text, null, null, null, List.of());
  }

  Sentence inRun(String name) {
    return new Sentence(kind, at, text, name, step, device, command);
  }

  Sentence inStep(String name) {
    return new Sentence(kind, at, text, run, name, device, command);
  }

  Sentence ofDevice(String id) {
    return new Sentence(kind, at, text, run, step, id, command);
  }

  /** About one of several devices of the same id. */
  Sentence on(String hub) {
    return new Sentence(kind, at, hub + ": " + text, run, step, device, command);
  }

  Sentence by(String... words) {
    return new Sentence(kind, at, text, run, step, device, List.of(words));
  }
}
