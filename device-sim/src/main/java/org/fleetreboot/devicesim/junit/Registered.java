package org.fleetreboot.devicesim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of type {@link org.fleetreboot.devicesim.hub.DeviceIdentity}: a device of the
 * hub, which is registered if necessary.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Registered {
  /** The device's id. */
  String value();
}
