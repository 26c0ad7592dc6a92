package org.fleetreboot.iothub;

import org.apache.camel.Message;

/** An answer of the hub, ready to be put into the message. */
@FunctionalInterface
interface OperationResult {

  void writeTo(Message message);
}
