package org.fleetreboot.reboot.step;

import org.apache.camel.RuntimeCamelException;

/** Options that belong together. Each endpoint has a copy of those of its component. */
abstract class Parameters<P extends Parameters<P>> implements Cloneable {

  @SuppressWarnings("unchecked")
  P copy() {
    try {
      return (P) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }
}
