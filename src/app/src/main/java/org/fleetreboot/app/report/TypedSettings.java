package org.fleetreboot.app.report;

import java.util.List;

/**
 * What was typed of a journal and its settings, as another command is given it again.
 *
 * @param words that may be shown
 * @param secrets the names of settings whose values nobody may read, and which are not among them
 */
public record TypedSettings(List<String> words, List<String> secrets) {
  public TypedSettings {
    words = List.copyOf(words);
    secrets = List.copyOf(secrets);
  }
}
