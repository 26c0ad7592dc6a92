package org.fleetreboot.app.report;

import java.util.List;

/**
 * The typed options about a journal and its settings, for suggested commands.
 *
 * @param words safe to show
 * @param secrets the names of settings whose values are not shown
 */
public record TypedSettings(List<String> words, List<String> secrets) {
  public TypedSettings {
    words = List.copyOf(words);
    secrets = List.copyOf(secrets);
  }
}
