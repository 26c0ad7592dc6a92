package org.fleetreboot.app.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The test sets these options in a YAML route, and sees at a local hub what they do. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ProvesOption {
  /**
   * Each {@code SCHEME:OPTION}, such as {@code reboot:rate}; where the catalog lists the words that
   * an option takes, one of them: {@code reboot:confirm=echo}.
   */
  String[] value();
}
