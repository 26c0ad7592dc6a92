package org.fleetreboot.app.report;

import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepStatus;

/**
 * How a state is shown, the same at a terminal and on a page: its word, a symbol, and a tone that
 * becomes a colour.
 *
 * @param plain the symbol in ASCII
 */
public record StateMark(String word, String symbol, String plain, Tone tone) {

  /** What a state means for whoever looks after the run. */
  public enum Tone {
    /** It ended as intended. */
    GOOD,
    /** Something happens now. */
    ACTIVE,
    /** Nothing happens yet. */
    IDLE,
    /** Somebody has to act, or will. */
    HELD,
    /** It ended otherwise, or will. */
    BAD
  }

  /** The mark of a device in a step. */
  public static StateMark of(DeviceStatus status) {
    String word = status.word();
    return switch (status) {
      case WAITING -> idle(word);
      case CALLING, AWAITING -> active(word);
      case RETRYING -> new StateMark(word, "↻", "~", Tone.ACTIVE);
      case CONFIRMED -> good(word);
      case REJECTED, OFFLINE, NOT_CONFIRMED, FAILED -> bad(word);
      case UNKNOWN -> new StateMark(word, "?", "?", Tone.BAD);
      case SKIPPED, CANCELLED -> left(word);
    };
  }

  /** The mark of a run. */
  public static StateMark of(RunStatus status) {
    String word = status.word();
    return switch (status) {
      case RUNNING -> active(word);
      case PAUSED -> held(word);
      case CANCELLING -> ending(word);
      case COMPLETED -> good(word);
      case FAILED -> bad(word);
      case CANCELLED, SKIPPED -> left(word);
    };
  }

  /** The mark of a step. */
  public static StateMark of(StepStatus status) {
    String word = status.word();
    return switch (status) {
      case COLLECTING, RUNNING -> active(word);
      case WAITING, PAUSED -> held(word);
      case STOPPING, CANCELLING -> ending(word);
      case SUCCEEDED -> good(word);
      case FAILED -> bad(word);
      case CANCELLED -> left(word);
    };
  }

  private static StateMark good(String word) {
    return new StateMark(word, "✓", "+", Tone.GOOD);
  }

  private static StateMark active(String word) {
    return new StateMark(word, "◐", ">", Tone.ACTIVE);
  }

  private static StateMark idle(String word) {
    return new StateMark(word, "◌", ".", Tone.IDLE);
  }

  private static StateMark held(String word) {
    return new StateMark(word, "‖", "=", Tone.HELD);
  }

  private static StateMark ending(String word) {
    return new StateMark(word, "◐", ">", Tone.BAD);
  }

  private static StateMark bad(String word) {
    return new StateMark(word, "✗", "x", Tone.BAD);
  }

  private static StateMark left(String word) {
    return new StateMark(word, "–", "-", Tone.IDLE);
  }
}
