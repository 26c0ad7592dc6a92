package org.fleetreboot.app.observe;

/**
 * What a health check found.
 *
 * @param sentence for people, without a secret
 */
record Finding(boolean isUp, String sentence) {
  static Finding up(String sentence) {
    return new Finding(true, sentence);
  }

  static Finding down(String sentence) {
    return new Finding(false, sentence);
  }
}
