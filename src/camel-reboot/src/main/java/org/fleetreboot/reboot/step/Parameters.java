package org.fleetreboot.reboot.step;

import org.apache.camel.RuntimeCamelException;

/** Options that belong together. Each endpoint has its own copy of the component's. */
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
