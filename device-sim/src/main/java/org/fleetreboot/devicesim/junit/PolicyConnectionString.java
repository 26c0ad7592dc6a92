package org.fleetreboot.devicesim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a parameter of type {@code String}: a connection string of the hub for service clients. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PolicyConnectionString {
  /** The shared access policy, such as {@code iothubowner}. */
  String value() default "service";
}
