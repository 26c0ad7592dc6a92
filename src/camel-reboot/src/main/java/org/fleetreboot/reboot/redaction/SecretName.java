package org.fleetreboot.reboot.redaction;

import java.util.List;
import java.util.Locale;
import org.apache.camel.util.SensitiveUtils;

/** Decides by its name whether an option, a setting or a field is a secret. */
final class SecretName {
  /** Parts of any name; Camel's names must match completely. */
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "passcode",
          "secret",
          "token",
          "credential",
          "signature",
          "apikey",
          "accesskey",
          "accountkey",
          "privatekey",
          "authkey",
          "verificationcode");

  private SecretName() {}

  /** Decides by the last part of a dotted name. */
  static boolean is(String name) {
    String bare =
        name.substring(name.lastIndexOf('.') + 1)
            .toLowerCase(Locale.ROOT)
            .replace("-", "")
            .replace("_", "");
    return bare.equals("sig")
        || SensitiveUtils.containsSensitive(bare)
        || (!bare.endsWith("keyname") && WORDS.stream().anyMatch(bare::contains));
  }
}
