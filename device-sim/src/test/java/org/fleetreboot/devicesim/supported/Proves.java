package org.fleetreboot.devicesim.supported;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test proves a row of the tables below "What's supported" in the README: that it works as it
 * says there, or fails with these errors.
 */
@Repeatable(Proves.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Proves {
  /** The row's first column, or one code span of it, without its marks. */
  String value();

  /** Those errors of the row that the test asserts, as the table writes them. */
  String[] errors() default {};

  /** Several of them. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {
    Proves[] value();
  }
}
